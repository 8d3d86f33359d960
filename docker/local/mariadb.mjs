// A private MariaDB: one folder, one unix socket, no network.
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ACCOUNTS, accountStatements } from './accounts.mjs';
import { findBinary } from './binaries.mjs';
import { capture } from './children.mjs';
import { ensureSpace, notStarted, runningServer, startDetached, waitForAnswer } from './server.mjs';
import { socketPath } from './sockets.mjs';

/** Durable and strict. `loose-` settings are ignored by versions that do not know them. */
const SETTINGS = [
  '--skip-networking',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_520_ci',
  '--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION',
  '--default-time-zone=+00:00',
  '--innodb-flush-log-at-trx-commit=1',
  '--max-connections=200',
  '--max-allowed-packet=64M',
  '--loose-optimizer-join-limit-pref-ratio=100',
];

const PROFILES = {
  /** A person's data: kept. */
  kept: ['--innodb-buffer-pool-size=256M', '--innodb-log-file-size=128M'],
  /** A benchmark's data: durable like a person's, with room to keep it in memory. */
  bench: ['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=512M'],
  /** A test's data: the same promises, but nobody waits for the disk. */
  throwaway: [
    '--innodb-buffer-pool-size=128M',
    '--innodb-log-file-size=64M',
    '--innodb-flush-method=nosync',
    '--innodb-doublewrite=OFF',
  ],
};

/**
 * Starts MariaDB on the folder, or finds the one that already runs on it. Its accounts (accounts.mjs) are made anew at
 * each start of the server.
 * @param {string} directory its folder; filled on first use
 * @param {{passwords: import('./accounts.mjs').Passwords, profile: keyof typeof PROFILES}} options
 * @returns {Promise<import('./server.mjs').Server>}
 */
export async function startMariadb(directory, { passwords, profile }) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const socket = socketPath(directory, 'mariadb.sock');
  const logFile = path.join(directory, 'mariadb.log');
  const data = path.join(directory, 'data');
  const running = runningServer(directory, 'mariadb.pid', `--datadir=${data}`);
  if (running === undefined) {
    ensureSpace(directory);
    await createData(data, logFile);
    writeFileSync(path.join(directory, 'init.sql'), accountStatements(passwords, profile), { mode: 0o600 });
  }
  const process = running ?? startDetached(findBinary('mariadbd'), argumentsFor(directory, socket, profile), logFile);
  const server = { name: 'mariadb', directory, socket, process };
  await waitForAnswer(server, () => ask(socket, passwords), logFile);
  return server;
}

/** mariadbd refuses to run as root unless told to. */
function runAs() {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

function argumentsFor(directory, socket, profile) {
  return [
    '--no-defaults',
    `--datadir=${path.join(directory, 'data')}`,
    `--socket=${socket}`,
    `--pid-file=${path.join(directory, 'mariadb.pid')}`,
    `--tmpdir=${temporary(directory)}`,
    `--init-file=${path.join(directory, 'init.sql')}`,
    ...SETTINGS,
    ...PROFILES[profile],
    ...runAs(),
  ];
}

/** A folder of its own: at its start a server removes the temporary tables of all servers that share one. */
function temporary(directory) {
  const folder = path.join(directory, 'tmp');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * System tables, written aside and moved into place: an interrupted attempt leaves nothing half made. The folder is
 * named relative to itself, because the install script breaks at a space in its path.
 */
async function createData(data, logFile) {
  if (existsSync(path.join(data, 'mysql'))) return;
  const aside = `${path.basename(data)}.new`;
  const cwd = path.dirname(data);
  rmSync(path.join(cwd, aside), { recursive: true, force: true });
  const args = ['--no-defaults', `--datadir=./${aside}`, '--skip-test-db', '--skip-name-resolve', ...runAs()];
  const durable = ['--auth-root-authentication-method=socket', '--innodb-log-file-size=16M'];
  const { code, stdout, stderr } = await capture(findBinary('mariadb-install-db'), [...args, ...durable], { cwd });
  if (code !== 0) {
    appendFileSync(logFile, `${stdout}${stderr}`);
    throw notStarted('mariadb', logFile);
  }
  renameSync(path.join(cwd, aside), data);
}

async function ask(socketPath, passwords) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ socketPath, user: ACCOUNTS.owner, password: passwords.owner });
  await connection.end();
}
