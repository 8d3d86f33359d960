import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { isAlive } from './processes.mjs';
import { supervise } from './supervisor.mjs';

const until = async (holds) => {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 200, 'never happened');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

test('what crashes is restarted, what is stopped stays stopped', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-app-'));
  const main = path.join(folder, 'main.cjs');
  writeFileSync(main, 'console.log("hello from", process.env.NAME); setInterval(() => {}, 1000);');
  const records = [];
  const app = supervise('api', { NAME: '十校' }, async (record) => void records.push(record), {
    main,
    logs: folder,
    firstPause: 20,
  });
  test.after(() => app.stop());
  const hellos = () => readFileSync(app.logFile, 'utf8').split('hello from 十校').length - 1;
  await until(() => hellos() === 1);
  process.kill(records[0].pid, 'SIGKILL');
  await until(() => records.length === 2);
  assert.equal(app.crashes(), 1);
  await until(() => hellos() === 2);
  await app.stop();
  assert.equal(isAlive(records[1]), false);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(records.length, 2);
});

test('ready is what the process says itself, not what answers on its port', async () => {
  const foreign = createServer((_, answer) => answer.end('ready')).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const { port } = foreign.address();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-app-'));
  const main = path.join(folder, 'main.cjs');
  const listen = `require('node:http').createServer().listen(${port}, '127.0.0.1', () => process.send({ sxbq: 'ready' }));`;
  writeFileSync(main, listen);
  const app = supervise('api', {}, async () => {}, { main, logs: folder, firstPause: 20 });
  test.after(() => app.stop());
  await until(() => app.takenAddress() === `127.0.0.1:${port}`);
  assert.equal(app.isReady(), false);
  foreign.close();
  await once(foreign, 'close');
  await until(() => app.isReady());
});
