// node_modules as the lock file says, on any Node that can run npm.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { LOCAL, ROOT } from './paths.mjs';
import { LauncherError, say, step } from './say.mjs';

const LOG = path.join(LOCAL, 'logs/npm.log');

/** Installs what the lock file names when node_modules is missing or differs from it. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  await withLock(
    path.join(LOCAL, 'npm.lock'),
    async () => {
      if (!isInstalled()) await step('安装依赖（npm ci）', install);
    },
    () => say('▸ 另一个命令正在安装依赖，等待中 …'),
  );
}

/**
 * @param {object} lock package-lock.json
 * @param {object} installed what npm wrote down after installing: node_modules/.package-lock.json
 * @returns {boolean} whether every package is there in its version; packages for other systems may be absent
 */
export function matchesLock(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([folder, { link }]) => folder.startsWith('node_modules/') && !link)
    .every(([folder, { version, optional }]) => {
      const present = installed.packages?.[folder];
      return present ? present.version === version : Boolean(optional);
    });
}

function isInstalled() {
  const notes = path.join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(notes)) return false;
  try {
    return matchesLock(
      JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')),
      JSON.parse(readFileSync(notes, 'utf8')),
    );
  } catch {
    return false;
  }
}

async function install() {
  const code = await runNpm(['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund']);
  if (code === 0) return;
  const end = readFileSync(LOG, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  throw new LauncherError(
    `安装依赖失败（npm ci 退出码 ${code}）：\n${end}\n请检查网络与磁盘空间后再试；需要代理或镜像时，先用 npm config 设好。`,
    `npm ci failed with code ${code}: check the network and the disk, then run the same command again.`,
  );
}

/** Runs the npm that started us, on the Node that npm runs on: the one in node_modules is about to be replaced. */
function runNpm(args) {
  mkdirSync(path.dirname(LOG), { recursive: true });
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [command, first] = npm?.endsWith('.js') && node ? [node, [npm]] : ['npm', []];
  const log = createWriteStream(LOG);
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('close', (code) => log.end(() => resolve(code ?? 1)));
  });
}
