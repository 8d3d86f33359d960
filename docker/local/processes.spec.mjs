import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { withLock } from './lock.mjs';
import { isAlive, recordOf, stopProcess } from './processes.mjs';
import { secrets } from './secrets.mjs';
import { socketPath } from './sockets.mjs';
import { changeState, readState } from './state.mjs';

const folder = () => mkdtempSync(path.join(os.tmpdir(), 'sxbq-spec-'));
const dead = { pid: process.pid, started: 'another-moment' };

test('a process is known by pid and start: a pid used again is somebody else', () => {
  assert.equal(isAlive(recordOf(process.pid)), true);
  assert.equal(isAlive(dead), false);
  assert.equal(isAlive(recordOf(2 ** 22 + 1)), false);
  assert.equal(isAlive(undefined), false);
});

test('a process that will not stop is stopped by force, another one is never touched', async () => {
  const child = spawn(process.execPath, [
    '-e',
    'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1e3)',
  ]);
  await once(child.stdout, 'data');
  const record = recordOf(child.pid);
  await stopProcess({ ...record, started: 'another-moment' }, 0);
  assert.equal(isAlive(record), true);
  await stopProcess(record, 100);
  assert.equal(isAlive(record), false);
});

test('a lock lets one in at a time and outlives its holder', async () => {
  const file = path.join(folder(), 'x.lock');
  writeFileSync(file, JSON.stringify(dead));
  const order = [];
  const visit = (name) =>
    withLock(file, async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} out`);
    });
  await visit('a');
  await assert.rejects(
    withLock(file, () => Promise.reject(new Error('inside'))),
    /inside/,
  );
  await visit('b');
  assert.deepEqual(order, ['a in', 'a out', 'b in', 'b out']);
  assert.equal(existsSync(file), false);
});

test('the state forgets launchers that died and survives a damaged file', async () => {
  const file = path.join(folder(), 'state.json');
  const me = { ...recordOf(process.pid), role: 'command' };
  await changeState(async (state) => void state.users.push({ ...dead, role: 'start' }, me), file);
  assert.deepEqual(readState(file).users, [me]);
  writeFileSync(file, '{"users": [');
  assert.deepEqual(readState(file), { users: [], services: {}, apps: {}, address: undefined });
});

test('secrets are made once, for their owner alone; a damaged file is not replaced', () => {
  const file = path.join(folder(), 'secrets.json');
  const made = secrets(file);
  assert.deepEqual(secrets(file), made);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(made.FIELD_ENCRYPTION_KEYS, /^k1:[A-Za-z0-9+/]{43}=$/);
  assert.equal(Buffer.from(made.BLIND_INDEX_KEY, 'base64').length, 32);
  writeFileSync(file, '{');
  assert.throws(() => secrets(file), /已损坏/);
  assert.equal(readFileSync(file, 'utf8'), '{');
});

test('a socket goes elsewhere when the folder is too deep for one, counted in bytes', () => {
  assert.equal(socketPath('/srv/sxbq', 'm.sock'), '/srv/sxbq/m.sock');
  for (const deep of [`/srv/${'x'.repeat(100)}`, `/srv/${'校'.repeat(34)}`]) {
    const elsewhere = socketPath(deep, 'm.sock', folder());
    assert.ok(Buffer.byteLength(elsewhere) <= 100 && !elsewhere.startsWith(deep), elsewhere);
  }
});
