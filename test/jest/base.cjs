// One configuration, three sizes: see spec, db and e2e beside this file.
const path = require('node:path');
const { compilerOptions, moduleNameMapper } = require('../../docker/local/swc-options.mjs');

const root = path.resolve(__dirname, '../..');

// Packages published as ES modules alone: jest needs them compiled, unless Node runs with an experimental flag.
const ES_MODULES = [
  '@nestjs',
  '@noble',
  '@scure',
  'canonicalize',
  'content-disposition',
  'cookie',
  'jose',
  'oauth4webapi',
  'openid-client',
];

/**
 * @param {string} name shown before each test file
 * @param {string[]} testMatch patterns below the project's folder
 * @returns {import('jest').Config}
 */
module.exports = (name, testMatch) => ({
  rootDir: root,
  displayName: name,
  testEnvironment: 'node',
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  moduleNameMapper: moduleNameMapper(),
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '\\.(ts|js|mjs)$': ['@swc/jest', { jsc: compilerOptions(), module: { type: 'commonjs' }, sourceMaps: 'inline' }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  maxWorkers: Number(process.env.JEST_MAX_WORKERS ?? 2),
});
