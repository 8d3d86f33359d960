// What runs now, on whose behalf: .local/state.json, read and written under one lock.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { LOCAL } from './paths.mjs';
import { isAlive } from './processes.mjs';
import { say } from './say.mjs';

/**
 * @typedef {import('./processes.mjs').ProcessRecord & {role: 'start' | 'command'}} User a launcher that needs the services
 * @typedef {object} State
 * @property {User[]} users
 * @property {Record<string, import('./server.mjs').Server>} services private servers by name
 * @property {Record<string, import('./processes.mjs').ProcessRecord>} apps 'api', 'worker'
 * @property {string} [address] where the API answers
 */

const FILE = path.join(LOCAL, 'state.json');

/** @returns {State} what the file says, without the launchers that have died; empty when there is none to read */
export function readState(file = FILE) {
  let state = {};
  try {
    state = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing or half written by a machine that lost power: the servers are found by their folders all the same.
  }
  const { users = [], services = {}, apps = {}, address } = state ?? {};
  return { users: users.filter(isAlive), services, apps, address };
}

/**
 * Changes the state while no other launcher does.
 * @template T
 * @param {(state: State) => Promise<T>} change alters the state it is given; written even when it throws
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function changeState(change, file = FILE) {
  return withLock(
    `${file}.lock`,
    async () => {
      const state = readState(file);
      try {
        return await change(state);
      } finally {
        write(file, state);
      }
    },
    () => say('▸ 另一个命令正在启动或停止服务，等待中 …'),
  );
}

function write(file, state) {
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(aside, file);
}
