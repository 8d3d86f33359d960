// Pure tests: no input or output. `npx jest -c test/jest/spec.config.cjs [path]`
module.exports = require('./base.cjs')('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/**/*.spec.ts']);
