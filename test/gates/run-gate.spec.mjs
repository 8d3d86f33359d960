import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';
import { LOCAL, ROOT } from '../../docker/local/paths.mjs';
import { Allowance } from './allowance.mjs';
import { jestCounts, nodeTestCounts, oneTest, sum, closingLine } from './counts.mjs';
import { slowness, slownessOfRun } from './machine-speed.cjs';
import { runGate } from './run-gate.mjs';

const load = createRequire(import.meta.url);
mkdirSync(path.join(LOCAL, 'tmp'), { recursive: true });
const folder = mkdtempSync(path.join(LOCAL, 'tmp/gates-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name, text) {
  const there = path.join(folder, name);
  writeFileSync(there, text);
  return there;
}

/** Runs until its allowance is used up, which a watched file says: nothing here depends on how fast the machine is. */
function until(reached) {
  return { milliseconds: 1, tickMs: 50, slowness: () => (reached() ? 0.000_1 : Infinity), root: ROOT, killMs: 60_000 };
}

async function gate(options, settings) {
  const lines = [];
  const counts = await runGate({ name: 'specimen', ...options }, { print: (line) => lines.push(line), ...settings });
  return { counts, text: lines.join('\n') };
}

test('a jest that takes too long tells what it had counted, what failed until then, and that it is unfinished', async () => {
  const progress = path.relative(ROOT, path.join(folder, 'progress.json'));
  const hanging = path.join(folder, 'hanging');
  file('a.spec.js', "test('good', () => {}); test('bad', () => { throw new Error('told in full'); });");
  file(
    'b.spec.js',
    `test('hangs', async () => { require('node:fs').writeFileSync(${JSON.stringify(hanging)}, ''); await new Promise((r) => setTimeout(r, 1e8)); }, 1e8);`,
  );
  file(
    'order.js',
    `const S = require(${JSON.stringify(load.resolve('@jest/test-sequencer'))}).default;
    module.exports = class extends S { sort(t) { return [...t].sort((a, b) => (a.path < b.path ? -1 : 1)); } };`,
  );
  const reporter = [path.join(ROOT, 'test/gates/jest-progress.cjs'), { file: path.join(ROOT, progress) }];
  const config = file(
    'jest.config.js',
    `module.exports = { rootDir: ${JSON.stringify(folder)}, testMatch: ['**/*.spec.js'], transform: {}, modulePathIgnorePatterns: [], haste: { enableSymlinks: false }, testSequencer: './order.js', reporters: ${JSON.stringify(['default', reporter])} };`,
  );
  const { counts, text } = await gate(
    { args: ['node_modules/jest/bin/jest.js', '-c', config, '--runInBand', '--ci'], progress, count: jestCounts },
    until(() => existsSync(hanging)),
  );
  assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
  assert.match(text, /told in full/);
  assert.match(text, /1 of 2 test files done/);
  assert.match(text, /✗ specimen: 1 passed, 1 failed, unfinished/);
});

test("node's runner counts the lines of tests that are through", async () => {
  const seen = path.join(folder, 'node-seen');
  const spec = file(
    'c.mjs',
    "import { test } from 'node:test'; test('good', () => {}); test('hangs', () => new Promise((r) => setTimeout(r, 1e8)));",
  );
  // The runner tells of a test some time after it: only what it has told can be counted.
  const runner = file(
    'runner.mjs',
    `import { spawn } from 'node:child_process';
    import { writeFileSync } from 'node:fs';
    const runner = spawn(process.execPath, ['--test', ${JSON.stringify(spec)}], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    runner.stdout.on('data', (text) => {
      told += text;
      process.stdout.write(text, () => told.includes('good') && writeFileSync(${JSON.stringify(seen)}, ''));
    });
    process.on('SIGTERM', () => runner.kill());`,
  );
  const { counts } = await gate(
    // A runner within a runner would speak to the outer one instead of printing.
    { args: [runner], count: nodeTestCounts, environment: { NODE_TEST_CONTEXT: undefined } },
    until(() => existsSync(seen)),
  );
  assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
});

test('what follows a gate that took too long, or ignores that it is ended, is run and counted', async () => {
  const deaf = file('deaf.mjs', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);");
  const late = await gate({ args: [deaf], count: oneTest }, { ...until(() => true), killMs: 200 });
  const good = await gate({ args: ['-e', ''], count: oneTest }, { root: ROOT });
  assert.equal(closingLine(sum([late.counts, good.counts])), '1 passed, 1 failed');
});

test('a gate that cannot be started has failed, and nothing is thrown', async () => {
  const { counts } = await gate({ args: [path.join(folder, 'nowhere.mjs')], count: jestCounts }, { root: ROOT });
  assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 });
});

test('a slow minute is less than a minute', () => {
  const allowance = new Allowance(20 * 60_000);
  for (let minute = 0; minute < 199; minute++) assert.ok(allowance.spend(60_000, 10));
  assert.equal(allowance.spend(60_000, 10), false);
});

test('a machine is as slow as its calculation or its load says, and never faster than 1', () => {
  assert.equal(slowness({ time: 1, load: 0, cores: 2 }), 1);
  assert.equal(slowness({ time: 300, load: 0, cores: 2 }), 10);
  assert.equal(slowness({ time: 30, load: 20, cores: 2 }), 10);
  assert.equal(slowness({ time: 1e9, load: 0, cores: 2 }), 30);
  assert.ok(slowness() >= 1);
});

test('the limits of single tests follow what the run measured', () => {
  const { SXBQ_TEST_SLOWNESS: before } = process.env;
  try {
    process.env.SXBQ_TEST_SLOWNESS = '7';
    assert.equal(slownessOfRun(), 7);
    const config = load('../jest/base.cjs');
    assert.equal(config('specimen', [], 30).testTimeout, 210_000);
  } finally {
    if (before === undefined) delete process.env.SXBQ_TEST_SLOWNESS;
    else process.env.SXBQ_TEST_SLOWNESS = before;
  }
});
