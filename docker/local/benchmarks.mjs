import { readdirSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { build } from './build.mjs';
import { runChild } from './children.mjs';
import { DIST, ROOT } from './paths.mjs';
import { LauncherError, say } from './say.mjs';
import { NODE_ARGS } from './supervisor.mjs';
import { startThrowaway } from './throwaway.mjs';

const FOLDER = path.join(ROOT, 'test/bench');
const SUFFIX = '.bench.ts';

/**
 * @param {string[]} names which benchmarks: 'a' is a.bench.ts or a-….bench.ts; none means all
 * @returns {Promise<number>} exit code of the last one that failed, 0 when none did
 */
export async function runBenchmarks(names) {
  process.on('SIGINT', () => {});
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .sort();
  const wanted = pick(all, names);
  await build();
  let failed = 0;
  for (const file of wanted) failed = (await runOne(file)) || failed;
  return failed;
}

/** @param {string[]} files @param {string[]} names @returns {string[]} */
export function pick(files, names) {
  if (names.length === 0) return files;
  const wanted = files.filter((file) =>
    names.some((name) => file === `${name}${SUFFIX}` || file.startsWith(`${name}-`)),
  );
  if (wanted.length > 0) return wanted;
  throw new LauncherError(`没有这个基准测试。现有：${files.join('、')}`, 'No such benchmark.');
}

async function runOne(file) {
  say(`\n▸ ${file}`);
  const services = await startThrowaway({ profile: 'bench' });
  process.once('exit', services.kill);
  try {
    const program = path.join(DIST, 'test/bench', file.replace(/\.ts$/, '.js'));
    // As the API and the worker are run.
    return await runChild(process.execPath, [...NODE_ARGS, '--expose-gc', program], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        // Benchmarks that need callers of many addresses say them.
        PROXY_HOPS: '1',
        PUBLIC_ORIGIN: 'http://localhost:3000',
        ...services.databaseUrls('sxbq'),
        REDIS_URL: services.redisUrls[0],
        FIELD_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
        BLIND_INDEX_KEY: randomBytes(32).toString('base64'),
        AUDIT_SIGNING_KEY: `bench:${randomBytes(32).toString('base64')}`,
        ASSESSMENT_SIGNING_KEY: `bench:${randomBytes(32).toString('base64')}`,
      },
    });
  } finally {
    process.off('exit', services.kill);
    await services.stop();
  }
}
