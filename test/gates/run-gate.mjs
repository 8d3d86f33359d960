// Runs one gate to its end, or to the end of what it may take, and says what came of it: never throws, so that no gate
// hides what the others found.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../docker/local/paths.mjs';
import { secondsSince } from '../../docker/local/say.mjs';
import { Allowance, endWhenUsedUp } from './allowance.mjs';
import { closingLine, unfinished } from './counts.mjs';

const MINUTES = 20;
/** Programs that a killed one leaves behind may hold its outputs open: nobody waits for them. */
const OUTPUT_MS = 5_000;
const toTerminal = (line) => process.stdout.write(`${line}\n`);

/**
 * @param {import('./gates.mjs').Gate} gate
 * @param {{print?: (line: string) => void, milliseconds?: number, tickMs?: number, slowness?: () => number, root?: string}} [options]
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runGate(gate, options = {}) {
  const { print = toTerminal, root = ROOT } = options;
  const began = performance.now();
  print(`▸ ${gate.name} …`);
  for (const file of [gate.report, gate.progress]) if (file) rmSync(path.join(root, file), { force: true });
  const ended = await run(gate, root, options);
  const read = (file) => file && readJson(path.join(root, file));
  const result = { ...ended, report: read(gate.report) ?? read(gate.progress) };
  const counts = ended.late ? unfinished(gate.count(result)) : gate.count(result);
  const ok = counts.failed === 0;
  if (!ok) print(`\n──── ${gate.name} ────\n${[result.output.trimEnd(), ...lateLines(result)].join('\n')}\n────`);
  print(
    `${ok ? '✓' : '✗'} ${gate.name}: ${closingLine(counts)}${ended.late ? ', unfinished' : ''} (${secondsSince(began)})`,
  );
  return counts;
}

function lateLines({ late, minutes, report }) {
  if (!late) return [];
  const files = report?.files ? ` with ${report.files.done} of ${report.files.total} test files done` : '';
  return [
    ...(report?.failures ?? []),
    `ended${files}: it may take ${minutes} minutes, more on a slow machine; what it counted until then counts, and unfinished is failed`,
  ];
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @returns {Promise<import('./counts.mjs').Run>} both its outputs, as they came */
function run({ args, environment }, cwd, { milliseconds = MINUTES * 60_000, ...ending }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const wasEnded = endWhenUsedUp(child, new Allowance(milliseconds), ending);
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const done = (code) => {
      const late = wasEnded();
      resolve({
        code: late ? 1 : (code ?? 1),
        output: Buffer.concat(chunks).toString(),
        late,
        minutes: milliseconds / 60_000,
      });
    };
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message));
      done(1);
    });
    child.once('close', done);
    child.once('exit', (code) => setTimeout(() => done(code), OUTPUT_MS).unref());
  });
}
