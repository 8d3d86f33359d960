// The images without an engine: the Dockerfile's steps in plain folders, then each target run as its container would.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshEnvironment } from '../../docker/make-env.mjs';
import { LOCAL, ROOT } from '../../docker/local/paths.mjs';
import { firstFreePort } from '../../docker/local/ports.mjs';
import { startThrowaway } from '../../docker/local/throwaway.mjs';
import { environmentOf, execute, ignoreFilter, inside, parse, parseFile } from './dockerfile.mjs';

const isIncluded = ignoreFilter(readFileSync(path.join(ROOT, 'docker/Dockerfile.dockerignore'), 'utf8'));
const TARGETS = ['api', 'worker', 'cli'];
let scratch;
let stages;
let services;
let environment;

before(async () => {
  mkdirSync(LOCAL, { recursive: true });
  scratch = mkdtempSync(path.join(LOCAL, 'image-'));
  stages = execute(parseFile(path.join(ROOT, 'docker/Dockerfile')), { context: ROOT, scratch, isIncluded });
  services = await startThrowaway();
  const {
    FIELD_ENCRYPTION_KEYS,
    BLIND_INDEX_KEY,
    AUDIT_SIGNING_KEY,
    ASSESSMENT_SIGNING_KEY,
    PROXY_HOPS,
    PUBLIC_ORIGIN,
  } = freshEnvironment();
  const urls = { ...services.databaseUrls('sxbq'), REDIS_URL: services.redisUrls[0] };
  const keys = {
    FIELD_ENCRYPTION_KEYS,
    BLIND_INDEX_KEY,
    AUDIT_SIGNING_KEY,
    ASSESSMENT_SIGNING_KEY,
    PROXY_HOPS,
    PUBLIC_ORIGIN,
  };
  environment = { ...urls, ...keys, HOST: '127.0.0.1' };
});
after(async () => {
  await services?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const run = (stage, [program, ...args], more = {}) => {
  assert.equal(program, 'node');
  const options = { cwd: inside(stage, '.'), env: environmentOf(stage, { ...environment, ...more }), encoding: 'utf8' };
  return execFileSync(process.execPath, args, { ...options, stdio: 'pipe' });
};

test('every target runs as another user than root', () => {
  for (const target of TARGETS) assert.equal(stages.get(target).user, 'node', target);
});

test('images hold no test, no source, no development package', () => {
  for (const target of TARGETS) {
    const app = inside(stages.get(target), '.');
    assert.deepEqual(
      readdirSync(app).sort(),
      ['.npmrc', 'LICENSE', 'dist', 'node_modules', 'package-lock.json', 'package.json'],
      target,
    );
    for (const tool of ['jest', 'eslint', '@swc/core'])
      assert.ok(!existsSync(path.join(app, 'node_modules', tool)), tool);
    assert.equal(existsSync(path.join(app, 'dist/test')), false);
    const tests = readdirSync(path.join(app, 'dist'), { recursive: true }).filter((file) => /spec\.js$/.test(file));
    assert.deepEqual(tests, []);
  }
});

test('cli: shows its help, migrates', () => {
  const cli = stages.get('cli');
  assert.match(run(cli, [...cli.entrypoint, ...cli.command]), /migrate/);
  run(cli, [...cli.entrypoint, 'migrate']);
});

for (const [target, variable] of [
  ['api', 'INNER_PORT'],
  ['worker', 'WORKER_PORT'],
]) {
  test(`${target}: starts, its health check holds, stops when asked`, async () => {
    const stage = stages.get(target);
    const port = { PORT: '0', [variable]: String(await firstFreePort(44_000 + (process.pid % 1_000), '127.0.0.1')) };
    const check = () => run(stage, stage.healthCheck, port);
    assert.throws(check, 'nothing runs yet');
    const [, ...args] = stage.command;
    const server = spawn(process.execPath, args, {
      cwd: inside(stage, '.'),
      env: environmentOf(stage, { ...environment, ...port }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk));
    const ended = new Promise((resolve) => server.once('close', (code, signal) => resolve(code ?? signal)));
    try {
      await healthy(check, server, () => output);
      server.kill('SIGTERM');
      assert.ok([0, 'SIGTERM'].includes(await ended), output);
    } finally {
      server.kill('SIGKILL');
    }
  });
}

async function healthy(check, server, output) {
  for (const until = performance.now() + 90_000; ; await sleep(500)) {
    try {
      return check();
    } catch (error) {
      const ended = server.exitCode ?? server.signalCode;
      const why = ended === null ? error.message : `ended with ${ended}`;
      assert.ok(ended === null && performance.now() < until, `never healthy: ${why}\n${output()}`);
    }
  }
}

test('compose asks for nothing that make-env does not make, and sets what every process needs', () => {
  const compose = readFileSync(path.join(ROOT, 'docker/compose.yml'), 'utf8');
  const required = new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
  assert.deepEqual([...required].sort(), Object.keys(freshEnvironment()).sort());
  for (const name of Object.keys(environment)) assert.ok(name === 'HOST' || compose.includes(`${name}: `), name);
});

test('the ignore file sends the sources and keeps everything else out', () => {
  const sent = ['package.json', 'docker/local/build.mjs', 'libs/kernel/src/index.ts', 'apps/cli/src/main.ts', 'libs'];
  const kept = [
    '.git',
    '.local/secrets.json',
    'docker/.env',
    'node_modules/a',
    'libs/kernel/src/paging.spec.ts',
    'README.md',
  ];
  assert.deepEqual(
    sent.filter((file) => !isIncluded(file)),
    [],
  );
  assert.deepEqual(kept.filter(isIncluded), []);
});

test('a step that fails, a file that is not there and an unknown instruction are noticed', () => {
  const attempt = (text) =>
    execute(parse(`FROM x AS y\nWORKDIR /app\n${text}\n`), { context: ROOT, scratch, isIncluded });
  assert.throws(() => attempt('RUN exit 3'));
  assert.throws(() => attempt('COPY nowhere .'), /there is no nowhere/);
  assert.throws(() => attempt('ONBUILD RUN x'), /not known here/);
});
