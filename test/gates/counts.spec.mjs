import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closingLine, jestCounts, nodeTestCounts, oneTest, sum } from './counts.mjs';

test('jest: tests, files that do not load, skipped ones', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 2,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 3,
    numTodoTests: 1,
  };
  assert.deepEqual(jestCounts({ code: 1, output: '', report }), { passed: 7, failed: 3, skipped: 4 });
});

test('a runner that fails without a failed test, or runs none, has failed', () => {
  assert.equal(jestCounts({ code: 1, output: '', report: { numPassedTests: 7 } }).failed, 1);
  assert.equal(jestCounts({ code: 0, output: '', report: undefined }).failed, 1);
  assert.equal(nodeTestCounts({ code: 0, output: 'ℹ pass 0\nℹ fail 0\n' }).failed, 1);
  assert.equal(oneTest({ code: 2, output: '' }).failed, 1);
});

test("node's runner", () => {
  const output = '✔ a (1ms)\nℹ tests 6\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n';
  assert.deepEqual(nodeTestCounts({ code: 1, output }), { passed: 3, failed: 2, skipped: 1 });
});

test('the closing line', () => {
  const none = { passed: 0, failed: 0, skipped: 0 };
  assert.equal(
    closingLine(
      sum([
        { ...none, passed: 5 },
        { ...none, passed: 1, failed: 2 },
      ]),
    ),
    '6 passed, 2 failed',
  );
  assert.equal(closingLine({ passed: 5, failed: 0, skipped: 1 }), '5 passed, 0 failed, 1 skipped');
});
