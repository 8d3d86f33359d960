// How many tests a program ran, read from what it left behind.

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 * @typedef {object} Run a program that has ended
 * @property {number} code
 * @property {string} output
 * @property {object} [report] its JSON, if any: of its end, or of the last state it wrote
 * @property {boolean} [late] it was ended because it took longer than it may
 * @property {number} [minutes] that it may take
 */

/** A gate that holds or does not. @param {Run} run @returns {Counts} */
export function oneTest({ code }) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** @param {Run} run @returns {Counts} */
export function jestCounts({ code, report }) {
  const counts = {
    passed: report?.numPassedTests ?? 0,
    // A file that does not even load has no tests to fail: it counts as one.
    failed: (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return orFailed(counts, code);
}

/** @param {Run} run @returns {Counts} */
export function nodeTestCounts({ code, output }) {
  const number = (name) => Number(output.match(new RegExp(`^(?:ℹ|#) ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
  if (!/^(?:ℹ|#) pass \d+$/m.test(output)) return orFailed(nodeTestLines(output), code);
  const counts = {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
  };
  return orFailed(counts, code);
}

/** Without the sum at the end: the lines of tests that are through. */
function nodeTestLines(output) {
  const lines = (mark) => output.match(new RegExp(`^(?:${mark}) `, 'gm'))?.length ?? 0;
  return { passed: lines('✔|ok'), failed: lines('✖|not ok'), skipped: lines('﹣') };
}

/** What a program counted that was ended on the way: what it had not come to has not passed. @param {Counts} counts */
export function unfinished(counts) {
  return { ...counts, failed: Math.max(counts.failed, 1) };
}

/** A program that failed without a failed test, or that ran none, is a failure all the same. */
function orFailed(counts, code) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Counts} counts @returns {string} the closing line */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
