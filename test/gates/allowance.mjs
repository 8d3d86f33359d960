import { slowness as measure } from './machine-speed.cjs';

const TICK_MS = 10_000;
const FROM_TERM_TO_KILL_MS = 15_000;

/** Time that a program may take, counted as the machine's speed is while it runs: a slow minute is less than a minute. */
export class Allowance {
  #spent = 0;

  /** @param {number} milliseconds on the machine that limits are set for */
  constructor(milliseconds) {
    this.milliseconds = milliseconds;
  }

  /** @param {number} passed milliseconds @param {number} slowness in them @returns {boolean} whether some is left */
  spend(passed, slowness) {
    this.#spent += passed / slowness;
    return this.#spent < this.milliseconds;
  }
}

/**
 * Ends a program whose allowance is used up: first asks, then kills.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Allowance} allowance
 * @param {{tickMs?: number, slowness?: () => number, killMs?: number}} [options]
 * @returns {() => boolean} whether it was ended by us
 */
export function endWhenUsedUp(child, allowance, options = {}) {
  const { tickMs = TICK_MS, slowness = measure, killMs = FROM_TERM_TO_KILL_MS } = options;
  let ended = false;
  let began = performance.now();
  const ticks = setInterval(() => {
    const now = performance.now();
    const left = allowance.spend(now - began, slowness());
    began = now;
    if (left) return;
    ended = true;
    clearInterval(ticks);
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), killMs);
    child.once('exit', () => clearTimeout(kill));
  }, tickMs);
  child.once('exit', () => clearInterval(ticks));
  return () => ended;
}
