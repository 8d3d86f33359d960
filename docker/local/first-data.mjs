// What a database needs before somebody can look at it.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { migrate, runStep } from './cli.mjs';
import { LOCAL } from './paths.mjs';
import { LauncherError, say, step } from './say.mjs';

const SAMPLE = path.join(LOCAL, 'sample');

/**
 * Migrates, loads catalogues, the default policy and the development sign-ins. Run again, it changes nothing.
 * @param {Record<string, string>} environment
 * @returns {Promise<{signIns: string, sample: Promise<string[]> | undefined}>} the sign-ins as `sxbq seed` prints them;
 *   the ledgers of the sample city, already being written, when the database has no school
 */
export async function prepareDatabase(environment) {
  const sample = (await hasSchools(environment.DATABASE_URL)) ? undefined : makeSample(environment);
  sample?.catch(() => {}); // told by the step that waits for it
  await step('升级数据库结构', () => migrate(environment));
  const signIns = await step('载入目录、默认政策与开发账号', () => runStep(['seed'], environment));
  return { signIns, sample };
}

/**
 * Imports the sample city.
 * @param {Record<string, string>} environment @param {Promise<string[]>} sample
 * @returns {Promise<string>} the sign-ins, now with a school's and an enterprise's
 */
export async function importSample(environment, sample) {
  say('▸ 数据库中没有学校：生成并导入示例城市（虚构数据）');
  const files = await step('生成示例市台账', () => sample);
  await step('导入示例市台账', () => runStep(['import', ...files], environment));
  return step('为示例学校与企业建立开发账号', () => runStep(['seed'], environment));
}

/** @returns {Promise<string[]>} the ledgers' files */
async function makeSample(environment) {
  rmSync(SAMPLE, { recursive: true, force: true });
  const printed = await runStep(['sample', '--out', SAMPLE], environment);
  return printed.split('\n').filter((name) => /\.(xlsx|csv)$/.test(name));
}

/** @param {string} url DATABASE_URL @returns {Promise<boolean>} false as well before the first migration */
async function hasSchools(url) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(url).catch((error) => {
    throw unreachable(error.code ?? error.message);
  });
  try {
    const [rows] = await connection.query('SELECT 1 FROM school LIMIT 1');
    return rows.length > 0;
  } catch (error) {
    if (error.code === 'ER_NO_SUCH_TABLE') return false;
    throw error;
  } finally {
    await connection.end();
  }
}

/** @param {string} why never the address: it holds a password */
function unreachable(why) {
  return new LauncherError(
    `连不上 DATABASE_URL 所指的数据库（${why}）。请检查地址、账号与库名（库须已存在）；` +
      '或不设 DATABASE_URL，由本项目自带的 MariaDB 代劳。',
    `The database of DATABASE_URL cannot be reached (${why}); unset it to use a private one.`,
  );
}
