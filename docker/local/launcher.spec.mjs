// The launcher against real servers, with stand-ins for the product: what happens when things go wrong around it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { firstFreePort } from './ports.mjs';
import { isAlive, stopProcess } from './processes.mjs';
import { startThrowaway } from './throwaway.mjs';
import { standInProject } from './testing/stand-in-project.mjs';

const SERVING = '运行中。按 Ctrl-C 停止';
let project;
let port;
before(async () => {
  project = standInProject();
  port = String(await firstFreePort(43_000 + (process.pid % 1_000), '127.0.0.1'));
});
after(() => project.remove());

const count = async () => {
  const command = project.launch('sxbq.mjs', ['count']);
  assert.equal(await command.ended, 0, command.stderr);
  return JSON.parse(command.stdout)[0].schools;
};

test('start: the sample is imported, the table shown, a second start refused, Ctrl-C stops everything', async () => {
  const start = project.launch('start.mjs', [], { PORT: port });
  await start.says(SERVING);
  for (const shown of ['table of the stand-in', 'sign-ins of the stand-in', `http://127.0.0.1:${port}/graphql`]) {
    assert.ok(start.stdout.includes(shown), shown);
  }
  const running = Object.values(project.recorded());
  assert.equal(running.length, 4);

  const second = project.launch('start.mjs', [], { PORT: port });
  assert.equal(await second.ended, 1);
  assert.match(second.stderr, new RegExp(`平台已在运行：http://127.0.0.1:${port}`));
  assert.equal(await count(), 1, 'a command uses the running services');
  assert.ok(running.every(isAlive), 'and leaves them running');

  start.child.kill('SIGINT');
  assert.equal(await start.ended, 0, start.stderr);
  assert.ok(!running.some(isAlive), 'nothing is left');
});

test('a launcher killed by force: the next start stops what it left and keeps the data', async () => {
  const killed = project.launch('start.mjs', [], { PORT: port });
  await killed.says(SERVING);
  const left = project.recorded();
  killed.child.kill('SIGKILL');
  await killed.ended;
  assert.ok(Object.values(left).every(isAlive), 'orphans');

  const again = project.launch('start.mjs', ['--once'], { PORT: port });
  assert.equal(await again.ended, 0, again.stderr);
  assert.match(again.stderr, /停止上次遗留的 api 进程/);
  assert.ok(!again.stderr.includes('示例城市'), 'the data was kept');
  assert.ok(!Object.values(left).some(isAlive), 'no orphan is left');
});

test('a database that dies under a running start is started again', async () => {
  const start = project.launch('start.mjs', [], { PORT: port });
  await start.says(SERVING);
  const { redis } = project.recorded();
  process.kill(redis.pid, 'SIGKILL');
  await start.says('redis 意外退出');
  while (!isAlive(project.recorded().redis)) await new Promise((resolve) => setTimeout(resolve, 50));
  start.child.kill('SIGTERM');
  assert.equal(await start.ended, 0);
});

test('a port in use: a sentence, and nothing is left running', async () => {
  const other = net.createServer().listen(Number(port), '127.0.0.1');
  await once(other, 'listening');
  const start = project.launch('start.mjs', [], { PORT: port });
  assert.equal(await start.ended, 1);
  other.close();
  assert.match(start.stderr, new RegExp(`端口 ${port} 已被其他程序占用.*PORT=${Number(port) + 1} npm start`, 's'));
  assert.deepEqual(project.recorded(), {});
});

test('a port taken while the start is under way: whoever answers on it is not taken for the API', async () => {
  const foreign = http.createServer((_, answer) => answer.end('{"ready":true}'));
  const gate = path.join(project.root, 'gate');
  const start = project.launch('start.mjs', [], { PORT: port, STAND_IN_GATE: gate });
  // The port was looked at before; from here on nobody looks again but the API itself.
  while (!existsSync(`${gate}.reached`)) await new Promise((resolve) => setTimeout(resolve, 20));
  foreign.listen(Number(port), '127.0.0.1');
  await once(foreign, 'listening');
  writeFileSync(gate, '');
  assert.equal(await start.ended, 1, start.stdout);
  foreign.close();
  assert.ok(!start.stdout.includes('table of the stand-in'));
  assert.match(
    start.stderr,
    new RegExp(`API没有启动：127.0.0.1:${port} 在启动期间被其他程序占用.*PORT=${Number(port) + 1} npm start`, 's'),
  );
  assert.deepEqual(project.recorded(), {});
});

test('a command: its own services, the folder it was typed in, clean output, its exit code', async () => {
  writeFileSync(path.join(project.root, 'apps/note.txt'), 'read where it was typed');
  const read = project.launch('sxbq.mjs', ['read', 'note.txt'], { INIT_CWD: path.join(project.root, 'apps') });
  assert.equal(await read.ended, 0);
  assert.equal(read.stdout, 'read where it was typed\n');
  assert.equal(await project.launch('sxbq.mjs', ['fail']).ended, 7);
  assert.deepEqual(project.recorded(), {}, 'its services are stopped');
});

test('verify: a program of its own, no service is started for it', async () => {
  const apart = standInProject();
  try {
    const verify = apart.launch('sxbq.mjs', ['verify', 'bundle.json']);
    assert.equal(await verify.ended, 1);
    assert.equal(verify.stdout, 'verify bundle.json without a database\n');
    assert.equal(existsSync(path.join(apart.root, '.local/state.json')), false);
    assert.equal(existsSync(path.join(apart.root, '.local/data')), false);
  } finally {
    await apart.remove();
  }
});

test('two commands at once share the services, the last one stops them', async () => {
  assert.deepEqual(await Promise.all([count(), count(), count()]), [1, 1, 1]);
  assert.deepEqual(project.recorded(), {});
});

test('servers given by URL are used, and no private one is started', async () => {
  const given = await startThrowaway();
  const apart = standInProject();
  try {
    const urls = { ...given.databaseUrls('sxbq'), REDIS_URL: given.redisUrls[0] };
    const start = apart.launch('start.mjs', ['--once'], { PORT: port, ...urls });
    assert.equal(await start.ended, 0, start.stderr);
    assert.equal(existsSync(path.join(apart.root, '.local/data/mariadb/data')), false);
    assert.equal(existsSync(path.join(apart.root, '.local/data/redis')), false);
  } finally {
    await apart.remove();
    await given.stop();
  }
});

test('one service that cannot start: its log is shown, and the other is not left behind', async () => {
  const broken = standInProject();
  try {
    mkdirSync(path.join(broken.root, '.local/data/mariadb/data/mysql'), { recursive: true });
    const start = broken.launch('start.mjs', [], { PORT: port });
    assert.equal(await start.ended, 1);
    assert.match(start.stderr, /mariadb 没有启动.*mariadb\.log 的结尾：\n.*\[ERROR\].*删除 \.local\/data 从头开始/s);
    assert.deepEqual(broken.recorded(), {});
    const socket = path.join(broken.root, '.local/data/redis/redis.sock');
    await assert.rejects(once(net.connect(socket), 'connect'), 'Redis was stopped');
  } finally {
    await broken.remove();
  }
});

test('no network to install from: what npm said, and what to look at', async () => {
  const bare = standInProject({ packages: false });
  try {
    const registry = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };
    const start = bare.launch('start.mjs', [], { ...registry, npm_config_cache: path.join(bare.root, 'cache') });
    assert.equal(await start.ended, 1);
    assert.match(start.stderr, /安装依赖失败（npm ci 退出码 1）.*ECONNREFUSED.*请检查网络与磁盘空间/s);
  } finally {
    await bare.remove();
  }
});

test('throw-away servers of a killed run are removed by the next', async () => {
  const run = project.launch('testing/hold-throwaway.mjs');
  await run.says('ready');
  const { directory, servers } = JSON.parse(run.stdout.slice('ready '.length));
  run.child.kill('SIGKILL');
  await run.ended;
  assert.ok(servers.every(isAlive));
  const next = project.launch('testing/hold-throwaway.mjs', ['--end']);
  assert.equal(await next.ended, 0, next.stderr);
  assert.ok(!servers.some(isAlive) && !existsSync(directory));
  for (const record of servers) await stopProcess(record, 0);
});
