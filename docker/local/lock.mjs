// A lock between processes that survives the death of its holder.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, recordOf } from './processes.mjs';

/**
 * Runs `work` while no other process holds the lock; waits for a living holder, takes over from a dead one.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when the lock is still taken after a second
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(recordOf(process.pid)));
  try {
    const began = performance.now();
    let told = false;
    while (!tryLink(mine, file)) {
      takeFromTheDead(file);
      if (!told && performance.now() - began > 1000) {
        told = true;
        onWait();
      }
      await sleep(50);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLink(mine, file) {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function takeFromTheDead(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    if (isAlive(JSON.parse(readFileSync(file, 'utf8')))) return;
    renameSync(file, aside);
    // Somebody may have taken it over between the look and the move: then it is given back.
    if (isAlive(JSON.parse(readFileSync(aside, 'utf8')))) tryLink(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
