// Runs the gates: some side by side, some alone; shows in full what failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../../docker/local/build.mjs';
import { ensurePrograms } from '../../docker/local/packages.mjs';
import { LOCAL, ROOT } from '../../docker/local/paths.mjs';
import { LauncherError, secondsSince } from '../../docker/local/say.mjs';
import { closingLine, sum } from './counts.mjs';
import { ALONE, TOGETHER } from './gates.mjs';

const LONGEST = 20 * 60_000;
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {string[]} names which gates; none means all @returns {Promise<number>} exit code */
export async function runGates(names) {
  refuseUnknown(names);
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = process.env;
  await ensurePrograms([...(TEST_DATABASE_URL ? [] : ['mariadb']), ...(TEST_REDIS_URL ? [] : ['redis'])]);
  await build();
  mkdirSync(path.join(LOCAL, 'test-reports'), { recursive: true });

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

/** @param {import('./gates.mjs').Gate} gate */
async function runGate(gate) {
  const began = performance.now();
  print(`▸ ${gate.name} …`);
  if (gate.report) rmSync(path.join(ROOT, gate.report), { force: true });
  const { code, output } = await run(gate.args);
  const counts = gate.count({ code, output, report: gate.report && readReport(gate.report) });
  const ok = counts.failed === 0;
  if (!ok) print(`\n──── ${gate.name} ────\n${output.trimEnd()}\n────`);
  print(`${ok ? '✓' : '✗'} ${gate.name}: ${closingLine(counts)} (${secondsSince(began)})`);
  return counts;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string[]} args of Node @returns {Promise<{code: number, output: string}>} both its outputs, as they came */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => chunks.push(Buffer.from(error.message)));
    child.once('close', (code, signal) => {
      const late = signal ? `\nended by ${signal}; a gate may take ${LONGEST / 60_000} minutes` : '';
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() + late });
    });
  });
}
