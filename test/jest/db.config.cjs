// Tests against a real MariaDB and Redis, thrown away afterwards. `npx jest -c test/jest/db.config.cjs [path]`
module.exports = {
  ...require('./base.cjs')('database', ['libs/**/*.db-spec.ts', 'apps/**/*.db-spec.ts', 'test/**/*.db-spec.ts'], 30),
  globalSetup: '<rootDir>/test/jest/services.setup.mjs',
  globalTeardown: '<rootDir>/test/jest/services.teardown.mjs',
  setupFiles: ['<rootDir>/test/jest/worker-services.cjs'],
};
