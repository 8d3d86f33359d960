// Journeys through API and worker over HTTP. `npx jest -c test/jest/e2e.config.cjs [path]`
module.exports = {
  ...require('./db.config.cjs'),
  ...require('./base.cjs')('e2e', ['test/e2e/**/*.e2e-spec.ts'], 120),
  globalSetup: '<rootDir>/test/jest/e2e.setup.mjs',
  testSequencer: '<rootDir>/test/jest/last-things-last.cjs',
  // A worker is through within milliseconds, but giving back a heap of some hundred megabytes takes it longer than the usual
  // half second, after which jest would kill it and warn of a leak.
  workerGracefulExitTimeout: 3_000,
};
