import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { processLog } from './left-behind';

const ROOT = path.resolve(__dirname, '../..');

/** A process of the product as an operator runs it: compiled, on this jest worker's own services. */
export interface ProductProcess {
  readonly url: string;
  /** Where an API says whether it is ready; a worker has one address only. */
  readonly innerUrl: string;
  /** Sends the signal and waits for the end; gives the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Brings dist up to date with the sources. */
export async function buildProduct(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'docker/local/build.mjs')], { cwd: ROOT });
}

/** Starts api or worker on a free port; resolves once it says where it listens. */
export async function startProcess(
  name: 'api' | 'worker',
  settings: Record<string, string> = {},
): Promise<ProductProcess> {
  const main = path.join(ROOT, `dist/apps/${name}/src/main.js`);
  const child = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: {
      ...process.env,
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      PORT: '0',
      INNER_PORT: '0',
      WORKER_PORT: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const keep = processLog(name);
  child.stdout.on('data', (piece: Buffer) => keep(piece.toString()));
  child.stderr.on('data', (piece: Buffer) => {
    lines.push(piece.toString());
    keep(piece.toString());
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const { url, innerUrl } = await new Promise<{ url: string; innerUrl: string }>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const address = /"address":"([^"]+)"/.exec(line)?.[1];
      const inner = /"inner":"([^"]+)"/.exec(line)?.[1];
      if (address !== undefined) resolve({ url: address, innerUrl: inner ?? address });
    });
    void ended.then(() => reject(new Error(`${name} ended before it listened:\n${lines.join('\n')}`)));
  });
  return {
    url,
    innerUrl,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
