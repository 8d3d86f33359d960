// How many tests a program ran, read from what it left behind.

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 * @typedef {{code: number, output: string, report?: object}} Run a program that has ended; report: its JSON, if any
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
  const counts = {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
  };
  return orFailed(counts, code);
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
