// What MariaDB and Redis have in common as child processes of the project.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, isAlive, recordOf, stopProcess } from './processes.mjs';
import { LauncherError } from './say.mjs';

/**
 * A running server of ours.
 * @typedef {object} Server
 * @property {string} name 'mariadb' or 'redis'
 * @property {string} directory its folder: data, log, pid file
 * @property {string} socket the unix socket it listens on
 * @property {import('./processes.mjs').ProcessRecord} process
 */

const SMALLEST_DISK = 300 * 1024 * 1024;

/** @param {string} directory @throws {LauncherError} when the disk is nearly full */
export function ensureSpace(directory) {
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize >= SMALLEST_DISK) return;
  throw new LauncherError(
    `磁盘空间不足：${directory} 所在磁盘剩余不到 300 MB。请清理磁盘，或用 DATABASE_URL、REDIS_URL 指向别处的服务。`,
    'Less than 300 MB of disk left: free some, or set DATABASE_URL and REDIS_URL.',
  );
}

/**
 * A server that still runs on the folder although its launcher is gone.
 * @param {string} directory
 * @param {string} pidFile
 * @param {string} mark text that only the command line of our server holds
 * @returns {import('./processes.mjs').ProcessRecord | undefined}
 */
export function runningServer(directory, pidFile, mark) {
  try {
    const pid = Number(readFileSync(path.join(directory, pidFile), 'utf8').trim());
    return commandLineOf(pid).includes(mark) ? recordOf(pid) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts a program in its own process group, so that a Ctrl-C in the terminal is not for it; its output goes to a log.
 * @param {string} program @param {string[]} args @param {string} logFile @param {object} [options] of spawn
 * @returns {import('./processes.mjs').ProcessRecord}
 */
export function startDetached(program, args, logFile, options = {}) {
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true, ...options });
    child.once('error', () => {});
    child.unref();
    return recordOf(child.pid ?? -1);
  } finally {
    closeSync(log);
  }
}

/**
 * Waits until the server answers.
 * @param {Server} server
 * @param {() => Promise<unknown>} ask throws as long as there is no answer
 * @param {string} logFile
 * @throws {LauncherError} when it ends, or is silent for a minute; with the end of its log
 */
export async function waitForAnswer(server, ask, logFile) {
  const until = performance.now() + 60_000;
  for (;;) {
    const reason = await ask().then(
      () => undefined,
      (error) => error,
    );
    if (reason === undefined) return;
    if (!isAlive(server.process) || performance.now() > until) {
      await stopProcess(server.process);
      throw notStarted(server.name, logFile, reason);
    }
    await sleep(30);
  }
}

/** @param {string} name @param {string} logFile @param {unknown} [reason] */
export function notStarted(name, logFile, reason) {
  const why = reason instanceof Error ? `（${reason.message}）` : '';
  return new LauncherError(
    `${name} 没有启动${why}。日志 ${logFile} 的结尾：\n${endOf(logFile)}\n` +
      '可以：排除日志所述的问题后再试；或删除 .local/data 从头开始；或用 DATABASE_URL、REDIS_URL 指向已有的服务。',
    `${name} did not start; see the log above, delete .local/data to start afresh, or set DATABASE_URL and REDIS_URL.`,
  );
}

function endOf(file) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '（无日志）';
  }
}
