// Keeps the product's processes running: restarts what crashes, stops in order.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { productEnvironment } from './children.mjs';
import { DIST, LOCAL, ROOT } from './paths.mjs';
import { recordOf, stopProcess } from './processes.mjs';
import { say } from './say.mjs';

const LONGEST_LOG = 20 * 1024 * 1024;
const LONGEST_PAUSE = 30_000;
/** A process that ran this long has recovered: its next crash counts as the first. */
const HEALTHY_AFTER = 60_000;
export const NODE_ARGS = ['--enable-source-maps', '--max-semi-space-size=64'];

/**
 * One process of the product, restarted with growing pauses when it ends by itself.
 * @typedef {object} Supervised
 * @property {() => Promise<void>} stop
 * @property {() => number} crashes times in a row that it has ended by itself
 * @property {() => boolean} isReady whether the process that runs now has said so itself: on its port another may answer
 * @property {() => string | undefined} takenAddress what it could not listen on when it last ended, since another does
 * @property {string} logFile
 */

/**
 * @param {string} name 'api' or 'worker'
 * @param {Record<string, string>} environment
 * @param {(record: import('./processes.mjs').ProcessRecord) => Promise<void>} onStart told about each new process
 * @param {object} [options]
 * @param {string} [options.main] the program, for tests
 * @param {number} [options.firstPause] milliseconds
 * @returns {Supervised}
 */
export function supervise(name, environment, onStart, options = {}) {
  const {
    main = path.join(DIST, `apps/${name}/src/main.js`),
    firstPause = 1_000,
    logs = path.join(LOCAL, 'logs'),
  } = options;
  const logFile = prepareLog(logs, name);
  let stopping = false;
  let crashes = 0;
  let child;
  let record;
  let pause;
  let isReady = false;
  let takenAddress;

  const start = () => {
    const began = performance.now();
    const log = openSync(logFile, 'a', 0o600);
    const logged = fstatSync(log).size;
    child = spawn(process.execPath, [...NODE_ARGS, main], {
      cwd: ROOT,
      env: productEnvironment(environment),
      stdio: ['ignore', log, log, 'ipc'], // what it says of itself comes from it alone
      detached: true, // a Ctrl-C in the terminal is for the launcher, which stops things in order
    });
    closeSync(log);
    record = recordOf(child.pid ?? -1);
    child.on('message', (message) => {
      if (message?.sxbq === 'ready') isReady = true;
    });
    child.once('exit', (code, signal) => {
      isReady = false;
      takenAddress = addressInUse(logFile, logged);
      if (stopping) return;
      crashes = performance.now() - began > HEALTHY_AFTER ? 1 : crashes + 1;
      const wait = Math.min(firstPause * 2 ** (crashes - 1), LONGEST_PAUSE);
      const why = takenAddress ? `${takenAddress} 已被其他程序占用` : (signal ?? code);
      say(`! ${name} 意外退出（${why}），${wait / 1000} 秒后重新启动；日志：${logFile}`);
      pause = setTimeout(start, wait);
    });
    void onStart(record).catch((error) => say(`! ${error.message}`));
  };
  start();

  return {
    logFile,
    crashes: () => crashes,
    isReady: () => isReady,
    takenAddress: () => takenAddress,
    stop: async () => {
      stopping = true;
      clearTimeout(pause);
      await stopProcess(record);
    },
  };
}

/** The log is the processes' own file, not a pipe through the launcher: it outlives a killed launcher. */
function prepareLog(folder, name) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > LONGEST_LOG) renameSync(file, `${file}.1`);
  return file;
}

/** The address that a process which began at this place of its log could not listen on. */
function addressInUse(file, from) {
  const written = existsSync(file) ? readFileSync(file).subarray(from).toString() : '';
  return /EADDRINUSE: address already in use (\S+:\d+)/.exec(written)?.[1];
}

/** @param {string} file @param {number} lines @returns {string} the end of a log */
export function endOfLog(file, lines = 15) {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}
