// Runs the gates: some side by side, some alone; shows in full what failed.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../../docker/local/build.mjs';
import { ensurePrograms } from '../../docker/local/packages.mjs';
import { LOCAL } from '../../docker/local/paths.mjs';
import { LauncherError } from '../../docker/local/say.mjs';
import { closingLine, sum } from './counts.mjs';
import { ALONE, TOGETHER } from './gates.mjs';
import { slowness } from './machine-speed.cjs';
import { runGate } from './run-gate.mjs';

const WORTH_SAYING = 1.5;
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {string[]} names which gates; none means all @returns {Promise<number>} exit code */
export async function runGates(names) {
  refuseUnknown(names);
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
  await ensurePrograms([...(TEST_DATABASE_URL ? [] : ['mariadb']), ...(TEST_REDIS_URL ? [] : ['redis'])]);
  await build();
  mkdirSync(path.join(LOCAL, 'test-reports'), { recursive: true });

  const slow = slowness();
  process.env.SXBQ_TEST_SLOWNESS = String(slow);
  if (slow >= WORTH_SAYING) print(`▸ 本机现在慢 ${slow.toFixed(1)} 倍，各项时限随之放宽`);

  const wanted = (gate) => names.length === 0 || names.includes(gate.name);
  const counts = await inLanes(TOGETHER.filter(wanted), Math.max(1, Math.min(2, os.availableParallelism())));
  counts.push(...(await inLanes(ALONE.filter(wanted), 1)));
  const total = sum(counts);
  print('');
  print(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

function refuseUnknown(names) {
  const known = [...TOGETHER, ...ALONE].map((gate) => gate.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new LauncherError(`没有名为 ${unknown.join('、')} 的检查。现有：${known.join('、')}`, 'No such gate.');
}

/** Runs gates in order, as many at a time as there are lanes. */
async function inLanes(gates, lanes) {
  const waiting = [...gates];
  const counts = [];
  const lane = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) counts.push(await runGate(gate));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return counts;
}
