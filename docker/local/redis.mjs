// A private Redis: one folder, one unix socket, no network.
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { findBinary } from './binaries.mjs';
import { ensureSpace, runningServer, startDetached, waitForAnswer } from './server.mjs';
import { socketPath } from './sockets.mjs';

/** Nothing is ever evicted: queues are not a cache. */
const SETTINGS = ['port 0', 'maxmemory-policy noeviction', 'daemonize no', 'databases 16', 'logfile ""'];

const PROFILES = {
  kept: ['appendonly yes', 'appendfsync everysec'],
  bench: ['appendonly yes', 'appendfsync everysec'],
  throwaway: ['appendonly no', 'save ""'],
};

/**
 * Starts Redis on the folder, or finds the one that already runs on it.
 * @param {string} directory its folder
 * @param {{profile: keyof typeof PROFILES}} options
 * @returns {Promise<import('./server.mjs').Server>}
 */
export async function startRedis(directory, { profile }) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const socket = socketPath(directory, 'redis.sock');
  const logFile = path.join(directory, 'redis.log');
  const running = runningServer(directory, 'redis.pid', socket);
  if (running === undefined) {
    ensureSpace(directory);
    writeFileSync(path.join(directory, 'redis.conf'), configuration(socket, profile), { mode: 0o600 });
  }
  const process = running ?? startDetached(findBinary('redis-server'), ['redis.conf'], logFile, { cwd: directory });
  const server = { name: 'redis', directory, socket, process };
  await waitForAnswer(server, () => ping(socket), logFile);
  return server;
}

/** @param {string} directory the server's folder @returns {string} REDIS_URL */
export function redisUrl(directory) {
  return `unix://${socketPath(directory, 'redis.sock')}`;
}

function configuration(socket, profile) {
  // The folder is the working directory: file names alone, so no path needs quoting but the socket's.
  const own = [`unixsocket "${socket}"`, 'unixsocketperm 700', 'pidfile redis.pid', 'dir .'];
  return [...SETTINGS, ...own, ...PROFILES[profile], ''].join('\n');
}

/** @param {string} socket @returns {Promise<void>} when the server says PONG: not while it still loads its data */
function ping(socket) {
  return new Promise((resolve, reject) => {
    const connection = net.connect(socket, () => connection.write('PING\r\n'));
    connection.setTimeout(2_000, () => connection.destroy(new Error('no answer')));
    connection.once('error', reject);
    connection.once('data', (answer) => {
      connection.destroy();
      if (answer.toString().startsWith('+PONG')) resolve();
      else reject(new Error(answer.toString().trim()));
    });
  });
}
