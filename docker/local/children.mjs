import { spawn } from 'node:child_process';
import os from 'node:os';
import { COMPILE_CACHE } from './paths.mjs';

/** @param {Record<string, string>} environment made here @returns {NodeJS.ProcessEnv} what a process of the product gets */
export function productEnvironment(environment) {
  return { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env, ...environment };
}

/**
 * Runs a program to its end on our terminal. Ctrl-C reaches it from the terminal, SIGTERM through us; either way we
 * wait for it, so that nothing it uses is stopped before it.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal when it was killed
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const wait = () => {};
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', wait).on('SIGTERM', pass).on('SIGHUP', pass);
    const leave = () => process.off('SIGINT', wait).off('SIGTERM', pass).off('SIGHUP', pass);
    child.once('error', (error) => {
      leave();
      reject(error);
    });
    child.once('close', (code, signal) => {
      leave();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/**
 * Runs a program whose output is wanted.
 * @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: [], stderr: [] };
    child.stdout.on('data', (chunk) => output.stdout.push(chunk));
    child.stderr.on('data', (chunk) => output.stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code: code ?? 128 + (os.constants.signals[signal] ?? 0),
        stdout: Buffer.concat(output.stdout).toString(),
        stderr: Buffer.concat(output.stderr).toString(),
      }),
    );
  });
}
