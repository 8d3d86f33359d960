// Journeys through API and worker over HTTP. `npx jest -c test/jest/e2e.config.cjs [path]`
module.exports = {
  ...require('./db.config.cjs'),
  displayName: 'e2e',
  testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
  globalSetup: '<rootDir>/test/jest/e2e.setup.mjs',
  testSequencer: '<rootDir>/test/jest/last-things-last.cjs',
  testTimeout: 120_000,
  // A closed platform leaves a handle open (not yet found which); the results are in, so the run ends.
  forceExit: true,
};
