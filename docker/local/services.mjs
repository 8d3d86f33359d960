// The services of this checkout: the ones named by DATABASE_URL and REDIS_URL, else private ones, shared by every
// launcher that runs now and stopped by the last.
import path from 'node:path';
import { databaseUrls } from './accounts.mjs';
import { startMariadb } from './mariadb.mjs';
import { ensurePrograms } from './packages.mjs';
import { LOCAL } from './paths.mjs';
import { isAlive, recordOf, stopProcess } from './processes.mjs';
import { redisUrl, startRedis } from './redis.mjs';
import { LauncherError, say, step } from './say.mjs';
import { secrets } from './secrets.mjs';
import { changeState } from './state.mjs';

const DATABASE = 'sxbq';
const DATA = path.join(LOCAL, 'data');

/** How to start each private service. MariaDB is first to start and last to stop. */
const STARTERS = {
  mariadb: () => startMariadb(path.join(DATA, 'mariadb'), { passwords: passwords(), profile: 'kept' }),
  redis: () => startRedis(path.join(DATA, 'redis'), { profile: 'kept' }),
};

/** @param {NodeJS.ProcessEnv} environment @returns {string[]} services that no URL names */
export function privateServices(environment) {
  return [...(environment.DATABASE_URL ? [] : ['mariadb']), ...(environment.REDIS_URL ? [] : ['redis'])];
}

/**
 * Joins the services of this checkout, starting those that do not run.
 * @param {'start' | 'command'} role only one launcher at a time may have the role 'start'
 * @returns {Promise<Record<string, string>>} the environment for the product's processes
 * @throws {LauncherError} when another `npm start` is alive
 */
export async function joinServices(role) {
  const wanted = privateServices(process.env);
  await changeState(async (state) => {
    if (role === 'start') refuseSecondStart(state);
    if (!state.users.some((user) => user.role === 'start')) await stopApps(state);
    await ensurePrograms(wanted);
    try {
      await startMissing(state, wanted);
    } catch (error) {
      if (state.users.length === 0) await stopServices(state);
      throw error;
    }
    state.users.push({ ...recordOf(process.pid), role });
  });
  return environmentFor(process.env);
}

/** Leaves the services; the last launcher to leave stops the private ones, Redis first. */
export async function leaveServices() {
  await changeState(async (state) => {
    state.users = state.users.filter((user) => user.pid !== process.pid);
    if (state.users.length > 0) return;
    await stopApps(state);
    await stopServices(state);
  });
}

/**
 * Starts private services again that have died while their launcher lives.
 * @returns {Promise<string[]>} their names
 */
export async function reviveServices() {
  return changeState((state) => startMissing(state, privateServices(process.env)));
}

/** @returns {import('./accounts.mjs').Passwords} */
function passwords() {
  const { databasePassword: owner, runTimePassword: runTime, sealerPassword: sealer } = secrets();
  return { owner, runTime, sealer };
}

/**
 * Values of the environment win over everything made here; a given database has the accounts that it is given.
 * @param {NodeJS.ProcessEnv} given
 */
function environmentFor(given) {
  const { FIELD_ENCRYPTION_KEYS, BLIND_INDEX_KEY, AUDIT_SIGNING_KEY, ASSESSMENT_SIGNING_KEY } = secrets();
  const made = {
    ...(given.DATABASE_URL
      ? { DATABASE_URL: given.DATABASE_URL }
      : databaseUrls(path.join(DATA, 'mariadb'), passwords(), DATABASE)),
    REDIS_URL: redisUrl(path.join(DATA, 'redis')),
    FIELD_ENCRYPTION_KEYS,
    BLIND_INDEX_KEY,
    AUDIT_SIGNING_KEY,
    ASSESSMENT_SIGNING_KEY,
  };
  return Object.fromEntries(Object.entries(made).map(([name, value]) => [name, given[name] || value]));
}

/** @param {import('./state.mjs').State} state */
function refuseSecondStart(state) {
  const other = state.users.find((user) => user.role === 'start');
  if (other === undefined) return;
  const where = state.address ? `：${state.address}` : '，正在启动';
  throw new LauncherError(
    `平台已在运行${where}（进程 ${other.pid}）。要重新启动，请先在那个终端按 Ctrl-C。`,
    `Already running (process ${other.pid}); press Ctrl-C in its terminal first.`,
  );
}

/** Processes whose launcher was killed: the API first, so that nobody is served by half a system. */
async function stopApps(state) {
  for (const name of ['api', 'worker']) {
    if (isAlive(state.apps[name])) say(`▸ 停止上次遗留的 ${name} 进程（${state.apps[name].pid}）`);
    await stopProcess(state.apps[name]);
    delete state.apps[name];
  }
  delete state.address;
}

async function startMissing(state, wanted) {
  const dead = wanted.filter((name) => !isAlive(state.services[name]?.process));
  const attempts = await step('启动数据库服务', () =>
    // All are waited for, so that the state knows of one that runs although another failed.
    Promise.allSettled(dead.map(async (name) => (state.services[name] = await STARTERS[name]()))),
  );
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (failed) throw failed.reason;
  return dead;
}

async function stopServices(state) {
  for (const name of ['redis', 'mariadb']) {
    await step(`停止 ${name}`, () => stopProcess(state.services[name]?.process, 60_000));
    delete state.services[name];
  }
}
