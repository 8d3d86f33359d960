// What a database needs before somebody can look at it.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { migrate, runStep } from './cli.mjs';
import { LOCAL } from './paths.mjs';
import { say, step } from './say.mjs';

const SAMPLE = path.join(LOCAL, 'sample');

/**
 * Migrates, loads catalogues, the default policy and the development sign-ins, and imports the sample city into a
 * database that has no school. Run again, it changes nothing.
 * @param {Record<string, string>} environment
 * @returns {Promise<string>} the development sign-ins, as `sxbq seed` prints them
 */
export async function prepareData(environment) {
  await step('升级数据库结构', () => migrate(environment));
  const signIns = await step('载入目录、默认政策与开发账号', () => runStep(['seed'], environment));
  if (await hasSchools(environment.DATABASE_URL)) return signIns;
  say('▸ 数据库中没有学校：生成并导入示例城市（虚构数据）');
  const files = await step('生成示例市台账', () => makeSample(environment));
  await step('导入示例市台账', () => runStep(['import', ...files], environment));
  return step('为示例学校与企业建立开发账号', () => runStep(['seed'], environment));
}

/** @returns {Promise<string[]>} the ledgers' files */
async function makeSample(environment) {
  rmSync(SAMPLE, { recursive: true, force: true });
  const printed = await runStep(['sample', '--out', SAMPLE], environment);
  return printed.split('\n').filter((name) => /\.(xlsx|csv)$/.test(name));
}

/** @param {string} url DATABASE_URL */
async function hasSchools(url) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query('SELECT 1 FROM school LIMIT 1');
    return rows.length > 0;
  } finally {
    await connection.end();
  }
}
