// One configuration, three sizes: see spec, db and e2e beside this file.
const path = require('node:path');
const { compilerOptions, moduleNameMapper } = require('../../docker/local/swc-options.mjs');

const { slownessOfRun } = require('../gates/machine-speed.cjs');

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

const { SXBQ_TEST_PROGRESS } = process.env;
const SECONDS = 5;

/**
 * @param {string} name shown before each test file
 * @param {string[]} testMatch patterns below the project's folder
 * @param {number} [seconds] that a test may take that says nothing else, on a machine as fast as limits are set for
 * @returns {import('jest').Config}
 */
module.exports = (name, testMatch, seconds = SECONDS) => ({
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
  testTimeout: Math.round(seconds * 1_000 * slownessOfRun()),
  ...(SXBQ_TEST_PROGRESS
    ? {
        reporters: [
          'default',
          ['<rootDir>/test/gates/jest-progress.cjs', { file: path.join(root, SXBQ_TEST_PROGRESS) }],
        ],
      }
    : {}),
  maxWorkers: Number(process.env.JEST_MAX_WORKERS ?? 2),
});
