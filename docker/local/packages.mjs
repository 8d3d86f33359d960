// Finds the servers' programs, and those that tests open documents with, and installs them from the system's packages when they are missing.
import { spawn } from 'node:child_process';
import { mkdirSync, createWriteStream } from 'node:fs';
import path from 'node:path';
import { findBinary } from './binaries.mjs';
import { withLock } from './lock.mjs';
import { LOCAL, ROOT } from './paths.mjs';
import { LauncherError, say, step } from './say.mjs';

/** Programs that each service needs; `office` are those that the tests of reports open documents with. */
export const PROGRAMS = {
  mariadb: ['mariadbd', 'mariadb-install-db', 'my_print_defaults'],
  redis: ['redis-server'],
  office: ['soffice', 'pdftotext', 'pdftoppm', 'pdfinfo', 'pdffonts'],
};

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
 * @property {(command: string, args: string[]) => Promise<number>} run exit code of a command that may take long
 */

/** @returns {Machine} */
function thisMachine() {
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    find: (name) => findBinary(name),
    run: runLogged,
  };
}

/**
 * @param {string[]} services 'mariadb', 'redis', 'office'
 * @param {Machine} [machine]
 * @returns {Promise<void>} when every program is there
 * @throws {LauncherError} when one is missing and cannot be installed: says why, and the ways out
 */
export async function ensurePrograms(services, machine = thisMachine()) {
  if (missing(services, machine).length === 0) return;
  await withLock(
    path.join(LOCAL, 'install.lock'),
    async () => {
      const wanted = missing(services, machine);
      if (wanted.length > 0) await install(wanted, machine);
    },
    () => say('▸ 另一个命令正在安装所需程序，等待中 …'),
  );
}

/** @param {string[]} services @param {Machine} machine */
function missing(services, machine) {
  return services.filter((service) => PROGRAMS[service].some((program) => machine.find(program) === undefined));
}

/** @param {string[]} wanted @param {Machine} machine */
async function install(wanted, machine) {
  const names = wanted.map((service) => TITLES[service]).join('、');
  const command = await installCommand(wanted, machine, names);
  const way = wayOut(wanted);
  const code = await step(`安装 ${names}（系统软件包）`, () => machine.run(command[0], command.slice(1)));
  const still = missing(wanted, machine);
  if (code === 0 && still.length === 0) return;
  throw new LauncherError(
    `安装 ${names} 没有成功（退出码 ${code}；可能没有网络或磁盘已满），详见 .local/logs/install.log。${way.chinese}`,
    `Installing ${wanted.join(' and ')} failed (exit code ${code}; no network? disk full?). ${way.english}`,
  );
}

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
