// Which process is which: a pid alone may belong to somebody else by now, a pid with its start time cannot.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{pid: number, started: string}} ProcessRecord */

/**
 * @param {number} pid
 * @returns {string | undefined} a token of the moment the process started; undefined when there is no such process
 */
export function startOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform === 'linux') return linuxStartOf(pid);
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function linuxStartOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name in parentheses may hold spaces: fields count from behind it. State is field 3, start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim().slice(0, 8)}-${fields[19]}`;
}

/** @param {number} pid @returns {ProcessRecord} */
export function recordOf(pid) {
  return { pid, started: startOf(pid) ?? '' };
}

/** @param {ProcessRecord | undefined} record */
export function isAlive(record) {
  return record !== undefined && record.started !== '' && startOf(record.pid) === record.started;
}

/** @param {number} pid @returns {string} its command line, '' when there is none to read */
export function commandLineOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
  } catch {
    return '';
  }
}

/**
 * Waits until the process is gone.
 * @param {ProcessRecord} record @param {number} milliseconds
 * @returns {Promise<boolean>} whether it is gone
 */
export async function waitGone(record, milliseconds) {
  const until = performance.now() + milliseconds;
  while (isAlive(record)) {
    if (performance.now() > until) return false;
    await sleep(25);
  }
  return true;
}

/**
 * Stops a process of ours: politely first, by force after the time given.
 * @param {ProcessRecord | undefined} record @param {number} [patience] milliseconds
 */
export async function stopProcess(record, patience = 30_000) {
  if (record === undefined || !isAlive(record)) return;
  kill(record.pid, 'SIGTERM');
  if (await waitGone(record, patience)) return;
  kill(record.pid, 'SIGKILL');
  await waitGone(record, 5_000);
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
