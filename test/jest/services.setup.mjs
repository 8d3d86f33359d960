// Before the first test file: real services on throw-away data, and an empty database for each jest worker.
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { ACCOUNTS } from '../../docker/local/accounts.mjs';
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
  const accounts = TEST_DATABASE_URL ? await accountsOf(TEST_DATABASE_URL) : own.databaseUrls('');
  await createDatabases(accounts.DATABASE_MIGRATION_URL, names);
  process.env.SXBQ_TEST_SERVICES = JSON.stringify(
    workers.map((worker, index) => ({
      NODE_ENV: 'test',
      ...Object.fromEntries(Object.entries(accounts).map(([name, url]) => [name, withDatabase(url, names[index])])),
      REDIS_URL: TEST_REDIS_URL || own.redisUrls[index],
      REDIS_PREFIX: `{sxbq-test-${worker}}`,
      FIELD_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
      AUDIT_SIGNING_KEY: `test:${randomBytes(32).toString('base64')}`,
      ASSESSMENT_SIGNING_KEY: `test:${randomBytes(32).toString('base64')}`,
    })),
  );
}

/** The accounts of a server that was given: its user is the owner and makes the others. */
async function accountsOf(ownerUrl) {
  const url = (name, password) => Object.assign(new URL(ownerUrl), { username: name, password }).toString();
  const connection = await createConnection(withDatabase(ownerUrl, ''));
  try {
    const made = {};
    for (const [variable, name] of [
      ['DATABASE_URL', ACCOUNTS.runTime],
      ['AUDIT_DATABASE_URL', ACCOUNTS.sealer],
    ]) {
      const password = randomBytes(12).toString('hex');
      await connection.query(`CREATE USER IF NOT EXISTS '${name}'@'%' IDENTIFIED BY '${password}'`);
      await connection.query(`ALTER USER '${name}'@'%' IDENTIFIED BY '${password}'`);
      made[variable] = url(name, password);
    }
    await connection.query(`GRANT SELECT ON \`sxbq\\_test\\_%\`.* TO '${ACCOUNTS.runTime}'@'%'`);
    return { ...made, DATABASE_MIGRATION_URL: ownerUrl };
  } finally {
    await connection.end();
  }
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
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
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
