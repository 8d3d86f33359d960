// Before the first test file: real services on throw-away data, and an empty database for each jest worker.
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { startThrowaway } from '../../docker/local/throwaway.mjs';

/** @param {{maxWorkers: number}} globalConfig */
export default async function setup({ maxWorkers }) {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
  const workers = Array.from({ length: maxWorkers }, (_, index) => index + 1);
  const own =
    TEST_DATABASE_URL && TEST_REDIS_URL
      ? undefined
      : await startThrowaway({ redisServers: TEST_REDIS_URL ? 0 : maxWorkers });
  if (own) stopWhenKilled(own);
  globalThis.throwawayServices = own;

  const names = workers.map((worker) => `sxbq_test_${worker}`);
  const base = TEST_DATABASE_URL || own.databaseUrl('');
  await createDatabases(base, names);
  process.env.SXBQ_TEST_SERVICES = JSON.stringify(
    workers.map((worker, index) => ({
      NODE_ENV: 'test',
      DATABASE_URL: withDatabase(base, names[index]),
      REDIS_URL: TEST_REDIS_URL || own.redisUrls[index],
      REDIS_PREFIX: `{sxbq-test-${worker}}`,
      FIELD_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
    })),
  );
}

/** @param {string} url @param {string} database */
function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

async function createDatabases(base, names) {
  const connection = await createConnection(withDatabase(base, ''));
  try {
    for (const name of names) {
      await connection.query(`DROP DATABASE IF EXISTS ${name}`);
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    }
  } finally {
    await connection.end();
  }
}

function stopWhenKilled(own) {
  process.once('exit', own.kill);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => process.exit(code));
  }
}
