// Reports opened by LibreOffice and looked at as pages. `npx jest -c test/jest/office.config.cjs`
module.exports = {
  ...require('./base.cjs')('office', ['libs/**/*.office-spec.ts'], 120),
  globalSetup: '<rootDir>/test/jest/office.setup.mjs',
};
