// Sees to what services, and tests that open documents, need of this machine: installs from the system's packages what is missing.
import { spawn } from 'node:child_process';
import { mkdirSync, createWriteStream } from 'node:fs';
import path from 'node:path';
import { findBinary } from './binaries.mjs';
import { capture } from './children.mjs';
import { withLock } from './lock.mjs';
import { NEEDS } from './needs.mjs';
import { LOCAL, ROOT } from './paths.mjs';
import { LauncherError, say, step } from './say.mjs';

const TITLES = { mariadb: 'MariaDB', redis: 'Redis', office: 'LibreOffice 与 Poppler' };
const BREW = { mariadb: ['mariadb'], redis: ['redis'], office: ['libreoffice', 'poppler'] };

const SERVERS_WAY_OUT = {
  chinese:
    '可以：请管理员安装 mariadb-server 与 redis-server；或用 DATABASE_URL、REDIS_URL 指向已有的服务；' +
    '或在有 Docker 的机器上运行 docker compose -f docker/compose.yml up。',
  english:
    'Ways out: have mariadb-server and redis-server installed, or set DATABASE_URL and REDIS_URL, ' +
    'or use docker/compose.yml.',
};

const OFFICE_WAY_OUT = {
  chinese: '可以：请管理员安装 libreoffice-writer-nogui、libreoffice-calc-nogui 与 poppler-utils（只有测试用到它们）。',
  english: 'Way out: have libreoffice-writer-nogui, libreoffice-calc-nogui and poppler-utils installed (tests only).',
};

/** @param {string[]} wanted */
const wayOut = (wanted) => (wanted.every((service) => service === 'office') ? OFFICE_WAY_OUT : SERVERS_WAY_OUT);

/**
 * The machine as the installer sees it; tests hand in another one.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {number} uid
 * @property {(name: string) => string | undefined} find
 * @property {(command: string, args: string[]) => Promise<{code: number, output: string}>} ask a short question
 * @property {(command: string, args: string[]) => Promise<number>} run exit code of a command that may take long
 */

/** @returns {Machine} */
function thisMachine() {
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    find: (name) => findBinary(name),
    ask,
    run: runLogged,
  };
}

/**
 * @param {string[]} services 'mariadb', 'redis', 'office'
 * @param {Machine} [machine]
 * @returns {Promise<void>} when everything that they need is there
 * @throws {LauncherError} when something is missing and cannot be installed: says why, and the ways out
 */
export async function ensurePrograms(services, machine = thisMachine()) {
  if ((await missing(services, machine)).length === 0) return;
  await withLock(
    path.join(LOCAL, 'install.lock'),
    async () => {
      const wanted = await missing(services, machine);
      if (wanted.length > 0) await install(wanted, machine);
    },
    () => say('▸ 另一个命令正在安装所需程序，等待中 …'),
  );
}

/**
 * @typedef {{service: string, names: string[]}} Missing what a service needs and is not there
 * @param {string[]} services @param {Machine} machine @returns {Promise<Missing[]>}
 */
async function missing(services, machine) {
  const found = [];
  for (const service of services) {
    const names = [];
    for (const need of NEEDS[service]) if (!(await need.isThere(machine))) names.push(need.name);
    if (names.length > 0) found.push({ service, names });
  }
  return found;
}

/** @param {Missing[]} wanted @param {Machine} machine */
async function install(wanted, machine) {
  const services = wanted.map(({ service }) => service);
  const titles = services.map((service) => TITLES[service]).join('、');
  const command = await installCommand(services, machine, needed(wanted));
  const code = await step(`安装 ${titles}（系统软件包）`, () => machine.run(command[0], command.slice(1)));
  const still = await missing(services, machine);
  if (code === 0 && still.length === 0) return;
  const way = wayOut(services);
  const lacking = still.length > 0 ? `，仍缺少 ${needed(still)}` : '';
  throw new LauncherError(
    `安装 ${titles} 没有成功（退出码 ${code}${lacking}；可能没有网络或磁盘已满），详见 .local/logs/install.log。${way.chinese}`,
    `Installing ${services.join(' and ')} failed (exit code ${code}; no network? disk full?). ${way.english}`,
  );
}

/** @param {Missing[]} wanted 'MariaDB（mariadbd ≥ 10.6）、…' */
const needed = (wanted) => wanted.map(({ service, names }) => `${TITLES[service]}（${names.join('、')}）`).join('、');

/** @returns {Promise<string[]>} the command that installs, with the rights this user has */
async function installCommand(wanted, machine, names) {
  const script = path.join(ROOT, 'docker/local/apt-install.sh');
  const way = wayOut(wanted);
  if (machine.platform === 'darwin' && machine.find('brew'))
    return ['brew', 'install', ...wanted.flatMap((s) => BREW[s])];
  if (machine.platform === 'linux' && machine.find('apt-get')) {
    if (machine.uid === 0) return ['sh', script, ...wanted];
    const sudo = machine.find('sudo');
    if (sudo && (await machine.run(sudo, ['-n', 'true'])) === 0) return [sudo, '-n', 'sh', script, ...wanted];
    throw new LauncherError(
      `没有找到 ${names}，而当前用户不能安装软件包（不是 root，也没有免密 sudo）。${way.chinese}`,
      `${wanted.join(' and ')} not found, and this user may not install packages. ${way.english}`,
    );
  }
  throw new LauncherError(
    `没有找到 ${names}，本系统也没有可用的软件包管理器（apt-get 或 brew）。${way.chinese}`,
    `${wanted.join(' and ')} not found, and there is no apt-get or brew here. ${way.english}`,
  );
}

/** A program that cannot be started has no answer. */
async function ask(command, args) {
  try {
    const { code, stdout, stderr } = await capture(command, args);
    return { code, output: stdout + stderr };
  } catch {
    return { code: 127, output: '' };
  }
}

/** Runs a command with its output in the install log. */
function runLogged(command, args) {
  mkdirSync(path.join(LOCAL, 'logs'), { recursive: true });
  const log = createWriteStream(path.join(LOCAL, 'logs/install.log'), { flags: 'a' });
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', () => resolve(127));
    child.once('close', (code) => log.end(() => resolve(code ?? 1)));
  });
}
