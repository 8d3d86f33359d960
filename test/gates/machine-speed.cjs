// How much slower this machine is just now than the one that limits are set for: a known calculation, and its load.
const { createHash } = require('node:crypto');
const os = require('node:os');

/** What the calculation takes on the machine that the limits are set for, with nothing else to do. */
const REFERENCE_MS = 30;
const ROUNDS = 30_000;
/** Beyond this a machine stands still, and a limit would say nothing. */
const SLOWEST = 30;

/** @returns {number} milliseconds that pass, other work on the machine included */
function timeOfCalculation() {
  const began = performance.now();
  let digest = 'a known calculation';
  for (let round = 0; round < ROUNDS; round++) digest = createHash('sha256').update(digest).digest('base64');
  return performance.now() - began;
}

/**
 * @param {{time?: number, load?: number, cores?: number}} [measured] tests say it themselves
 * @returns {number} 1 on the machine that limits are set for and on faster ones, 10 where everything takes ten times as long
 */
function slowness({ time = timeOfCalculation(), load = os.loadavg()[0], cores = os.availableParallelism() } = {}) {
  return Math.min(SLOWEST, Math.max(1, time / REFERENCE_MS, load / cores));
}

/**
 * The factor for limits that are set once, at the start of a run: as `npm test` measured it, else as it is now.
 * @returns {number}
 */
function slownessOfRun() {
  const told = Number(process.env.SXBQ_TEST_SLOWNESS);
  return told >= 1 ? told : slowness();
}

module.exports = { slowness, slownessOfRun, timeOfCalculation };
