import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What docker/local and docker/Dockerfile start the product's processes with; the bare server gets the same. */
const NODE_ARGS = ['--enable-source-maps', '--max-semi-space-size=64'];
const READY_WITHIN_MS = 60_000;

/** A process that serves HTTP. */
export interface Program {
  readonly url: string;
  /** Of /readyz and /metrics. */
  readonly innerUrl: string;
  stop(): Promise<void>;
}

/** The product's own api or worker, compiled, in production mode, ready. */
export async function startApp(name: 'api' | 'worker', settings: Record<string, string> = {}): Promise<Program> {
  const [port, innerPort] = [await freePort(), await freePort()];
  const child = start(path.resolve(`dist/apps/${name}/src/main.js`), {
    // One signed-in user sends what a city sends; calls are counted all the same.
    RATE_LIMITS: 'request=900000000/60,stranger=900000000/60,read=900000000/60,write=900000000/60,costly=900000000/60',
    HOST: '127.0.0.1',
    PORT: String(port),
    INNER_PORT: String(innerPort),
    WORKER_PORT: String(port),
    ...settings,
  });
  const url = `http://127.0.0.1:${port}`;
  const innerUrl = name === 'api' ? `http://127.0.0.1:${innerPort}` : url;
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until && child.isAlive()) {
    const answer = await fetch(`${innerUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) return { url, innerUrl, stop: child.stop };
    await sleep(100);
  }
  const log = child.log();
  await child.stop();
  throw new Error(`${name} did not become ready:\n${log}`);
}

/** test/bench/bare-server.ts. */
export async function startBareServer(): Promise<Program> {
  const port = await freePort();
  const child = start(path.resolve('dist/test/bench/bare-server.js'), { PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { url, innerUrl: url, stop: child.stop };
    await sleep(50);
  }
  const log = child.log();
  await child.stop();
  throw new Error(`the bare server did not start:\n${log}`);
}

/** Node flags for one program more, such as --cpu-prof, from BENCH_NODE_ARGS. */
function extraArgs(): string[] {
  return (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((flag) => flag !== '');
}

function start(file: string, environment: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sxbq-bench-'));
  const logFile = path.join(folder, 'log');
  const log = openSync(logFile, 'w');
  const child: ChildProcess = spawn(process.execPath, [...NODE_ARGS, ...extraArgs(), file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    isAlive,
    log: () => readFileSync(logFile, 'utf8').split('\n').slice(-30).join('\n'),
    stop: async () => {
      if (isAlive()) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
