// A project in miniature around a copy of the launcher: the same scripts, stand-ins for what they start.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { ROOT } from '../paths.mjs';
import { stopProcess } from '../processes.mjs';

const SERVER = `
import { createServer } from 'node:http';
const port = Number(process.env[process.argv[1].includes('/worker/') ? 'WORKER_PORT' : 'PORT']);
createServer((_, answer) => answer.end('ok')).listen(port, process.env.HOST, () => process.send?.({ sxbq: 'ready' }));
process.on('SIGTERM', () => process.exit(0));
`;

const CLI = `
import { createConnection } from 'mysql2/promise';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const [command, ...args] = process.argv.slice(2);
const sql = async (statement: string) => {
  const connection = await createConnection(process.env.DATABASE_MIGRATION_URL || process.env.DATABASE_URL!);
  const [rows] = await connection.query(statement);
  await connection.end();
  return rows;
};
const commands: Record<string, () => Promise<unknown>> = {
  migrate: () => sql('CREATE TABLE IF NOT EXISTS school (code VARCHAR(20))'),
  seed: async () => {
    const gate = process.env.STAND_IN_GATE;
    if (gate) writeFileSync(gate + '.reached', '');
    while (gate && !existsSync(gate)) await new Promise((resolve) => setTimeout(resolve, 20));
    console.log('sign-ins of the stand-in');
  },
  sample: async () => {
    mkdirSync(args[1]!, { recursive: true });
    writeFileSync(args[1] + '/学校.csv', 'S1');
    console.log(args[1] + '/学校.csv');
  },
  import: async () => sql("INSERT INTO school VALUES ('" + readFileSync(args[0]!, 'utf8') + "')"),
  compliance: async () => console.log('table of the stand-in'),
  count: async () => console.log(JSON.stringify(await sql('SELECT COUNT(*) AS schools FROM school'))),
  read: async () => console.log(readFileSync(args[0]!, 'utf8')),
  fail: async () => process.exit(7),
};
void commands[command!]!();
`;

const VERIFIER = `
const [command, file] = process.argv.slice(2);
console.log(command, file, process.env.DATABASE_URL ?? 'without a database');
process.exitCode = 1;
`;

/** @returns {StandIn} a fresh project in a temporary folder, with this one's packages unless told otherwise */
export function standInProject({ packages = true } = {}) {
  // A name with a space and with letters that are several bytes each: both have broken launchers.
  const root = mkdtempSync(path.join(os.tmpdir(), 'sxbq 十校-'));
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(path.join(ROOT, file), path.join(root, file));
  cpSync(path.join(ROOT, 'docker/local'), path.join(root, 'docker/local'), { recursive: true });
  if (packages) symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  mkdirSync(path.join(root, 'libs'));
  for (const [app, source] of Object.entries({ api: SERVER, worker: SERVER, cli: CLI })) {
    mkdirSync(path.join(root, `apps/${app}/src`), { recursive: true });
    writeFileSync(path.join(root, `apps/${app}/src/main.ts`), source);
  }
  writeFileSync(path.join(root, 'apps/cli/src/verify.ts'), VERIFIER);
  return new StandIn(root);
}

class StandIn {
  constructor(root) {
    this.root = root;
  }

  /** Runs docker/local/<script> with these arguments. @returns {Launched} */
  launch(script, args = [], environment = {}) {
    return new Launched(this.root, script, args, environment);
  }

  state() {
    return JSON.parse(readFileSync(path.join(this.root, '.local/state.json'), 'utf8'));
  }

  /** Every process of the project that its state tells of. */
  recorded() {
    const { services, apps } = this.state();
    return {
      ...apps,
      ...Object.fromEntries(Object.values(services).map((service) => [service.name, service.process])),
    };
  }

  async remove() {
    try {
      for (const record of Object.values(this.recorded())) await stopProcess(record, 0);
    } catch {
      // Nothing was ever started.
    }
    rmSync(this.root, { recursive: true, force: true });
  }
}

class Launched {
  constructor(root, script, args, environment) {
    const own = { ...process.env };
    for (const name of Object.keys(own)) if (name.endsWith('_URL') || name === 'INIT_CWD') delete own[name];
    this.stdout = '';
    this.stderr = '';
    this.child = spawn(process.execPath, [path.join(root, 'docker/local', script), ...args], {
      cwd: root,
      env: { ...own, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.on('data', (chunk) => (this.stdout += chunk));
    this.child.stderr.on('data', (chunk) => (this.stderr += chunk));
    /** @type {Promise<number | string>} exit code, or the signal that ended it */
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)));
  }

  /** Waits until it has said so. */
  async says(text) {
    const until = performance.now() + 60_000;
    while (!`${this.stdout}${this.stderr}`.includes(text)) {
      if (performance.now() > until || this.child.exitCode !== null) {
        throw new Error(`never said “${text}”:\n${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
