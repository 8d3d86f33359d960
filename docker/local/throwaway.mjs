// Services for tests and benchmarks: real ones, on data that is thrown away.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { databaseUrls } from './accounts.mjs';
import { startMariadb } from './mariadb.mjs';
import { ensurePrograms } from './packages.mjs';
import { LOCAL } from './paths.mjs';
import { isAlive, recordOf, stopProcess } from './processes.mjs';
import { redisUrl, startRedis } from './redis.mjs';

const FOLDER = path.join(LOCAL, 'throwaway');

/**
 * @typedef {object} Throwaway
 * @property {(database: string) => ReturnType<typeof databaseUrls>} databaseUrls of one database, which need not exist
 *   yet, for each account
 * @property {string[]} redisUrls one REDIS_URL for each Redis asked for
 * @property {() => Promise<void>} stop stops the servers and removes their data
 * @property {() => void} kill the same at once, for a process that is about to exit
 */

/**
 * Starts a MariaDB and as many Redis servers as asked for; removes what earlier, killed runs left behind.
 * @param {{redisServers?: number, profile?: 'throwaway' | 'bench'}} [options] a benchmark's services are durable ones
 * @returns {Promise<Throwaway>}
 */
export async function startThrowaway({ redisServers = 1, profile = 'throwaway' } = {}) {
  await ensurePrograms(['mariadb', 'redis']);
  await sweep();
  mkdirSync(FOLDER, { recursive: true });
  const directory = mkdtempSync(path.join(FOLDER, 't-'));
  const servers = [];
  const remember = () =>
    writeFileSync(path.join(directory, 'owner.json'), JSON.stringify({ owner: recordOf(process.pid), servers }));
  remember();

  const [owner, runTime, sealer] = Array.from({ length: 3 }, () => randomBytes(12).toString('hex'));
  const passwords = { owner, runTime, sealer };
  const start = async (starting) => {
    const server = await starting;
    servers.push(server);
    remember();
    return server;
  };
  const attempts = await Promise.allSettled([
    start(startMariadb(path.join(directory, 'm'), { passwords, profile })),
    ...Array.from({ length: redisServers }, (_, index) =>
      start(startRedis(path.join(directory, `r${index + 1}`), { profile })),
    ),
  ]);
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (failed) {
    await discard(directory, servers);
    throw failed.reason;
  }
  const [mariadb, ...redis] = attempts.map((attempt) => attempt.value);
  return {
    databaseUrls: (database) => databaseUrls(mariadb.directory, passwords, database),
    redisUrls: redis.map((server) => redisUrl(server.directory)),
    stop: () => discard(directory, servers),
    kill: () =>
      servers
        .filter((server) => isAlive(server.process))
        .forEach(({ process: { pid } }) => process.kill(pid, 'SIGKILL')),
  };
}

/** Stops the servers of runs that were killed, and removes their data. */
async function sweep() {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) {
    const directory = path.join(FOLDER, name);
    const record = readOwner(directory);
    if (record !== undefined && !isAlive(record.owner)) await discard(directory, record.servers);
  }
}

function readOwner(directory) {
  try {
    return JSON.parse(readFileSync(path.join(directory, 'owner.json'), 'utf8'));
  } catch {
    return undefined; // another run is just creating or removing it
  }
}

async function discard(directory, servers) {
  // Its data goes with it: there is nothing to shut down gently for.
  await Promise.all(servers.map((server) => stopProcess(server.process, 0)));
  rmSync(directory, { recursive: true, force: true });
}
