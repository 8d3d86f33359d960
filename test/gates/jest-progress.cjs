// After each test file: what jest has counted so far, so that a run that is ended on the way has counts to tell.
const { renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

module.exports = class JestProgress {
  /** @param {unknown} _config @param {{file: string}} options */
  constructor(_config, { file }) {
    this.file = file;
    this.running = new Set();
  }

  onTestFileStart({ path: file }) {
    this.running.add(file);
  }

  onTestFileResult({ path: file }, _result, aggregated) {
    this.running.delete(file);
    this.write(aggregated);
  }

  onRunStart(aggregated) {
    this.write(aggregated);
  }

  write(aggregated) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = aggregated;
    const { numTotalTestSuites, numPassedTestSuites, numFailedTestSuites, numPendingTestSuites } = aggregated;
    const files = {
      total: numTotalTestSuites,
      done: numPassedTestSuites + numFailedTestSuites + numPendingTestSuites,
    };
    const counts = { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites };
    const failures = aggregated.testResults
      .filter(({ failureMessage }) => failureMessage)
      .map(({ testFilePath, failureMessage }) => `${path.relative(process.cwd(), testFilePath)}\n${failureMessage}`);
    // Moved into place: whoever reads it reads one state.
    writeFileSync(`${this.file}.new`, JSON.stringify({ ...counts, files, failures }));
    renameSync(`${this.file}.new`, this.file);
  }
};
