// The compiled command line of the product, as the launcher calls it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, productEnvironment, runChild } from './children.mjs';
import { DIST, LOCAL, ROOT } from './paths.mjs';
import { LauncherError } from './say.mjs';

const MAIN = path.join(DIST, 'apps/cli/src/main.js');
const VERIFY = path.join(DIST, 'apps/cli/src/verify.js');
const NODE_ARGS = ['--enable-source-maps'];
const MIGRATED = path.join(LOCAL, 'data/mariadb/migrated');

/**
 * A command on the user's terminal, in the folder where the user typed it: file names mean what they say.
 * @param {string[]} args @param {Record<string, string>} environment
 * @returns {Promise<number>} exit code
 */
export function runCommand(args, environment) {
  return runTyped(MAIN, args, environment);
}

/**
 * `verify`, a program of its own that needs no services.
 * @param {string[]} args @returns {Promise<number>} exit code
 */
export function runVerifier(args) {
  return runTyped(VERIFY, args, {});
}

function runTyped(program, args, environment) {
  const cwd = process.env.INIT_CWD && existsSync(process.env.INIT_CWD) ? process.env.INIT_CWD : process.cwd();
  return runChild(process.execPath, [...NODE_ARGS, program, ...args], { cwd, env: productEnvironment(environment) });
}

/**
 * A command that works on the project itself.
 * @param {string[]} args @returns {Promise<number>} exit code
 */
export function runHere(args) {
  return runChild(process.execPath, [...NODE_ARGS, MAIN, ...args], { cwd: ROOT, env: productEnvironment({}) });
}

/**
 * A command that is a step of the launcher's own work.
 * @param {string[]} args @param {Record<string, string>} environment
 * @returns {Promise<string>} its standard output
 * @throws {LauncherError} when it fails, with what it said
 */
export async function runStep(args, environment) {
  const { code, stdout, stderr } = await capture(process.execPath, [...NODE_ARGS, MAIN, ...args], {
    cwd: ROOT,
    env: productEnvironment(environment),
  });
  if (code === 0) return stdout;
  throw new LauncherError(
    `命令 sxbq ${args.join(' ')} 失败（退出码 ${code}）：\n${`${stdout}${stderr}`.trimEnd()}`,
    `The command "sxbq ${args.join(' ')}" failed with code ${code}.`,
  );
}

/**
 * Migrates the database, unless this very build has already migrated the private one.
 * @param {Record<string, string>} environment
 */
export async function migrate(environment) {
  const mark = createHash('sha256')
    .update(environment.DATABASE_URL)
    .update(readFileSync(path.join(DIST, '.build.json')));
  const digest = mark.digest('hex');
  const own = !process.env.DATABASE_URL;
  if (own && existsSync(MIGRATED) && readFileSync(MIGRATED, 'utf8') === digest) return;
  await runStep(['migrate'], environment);
  if (!own) return;
  mkdirSync(path.dirname(MIGRATED), { recursive: true });
  writeFileSync(MIGRATED, digest);
}
