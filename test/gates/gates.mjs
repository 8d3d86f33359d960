// What `npm test` consists of. A gate is one program; `count` reads from its output how many tests it was.
import { nodeTestCounts, jestCounts, oneTest } from './counts.mjs';

const bin = (file) => `node_modules/${file}`;

/** @param {string} size 'spec', 'office', 'db', 'e2e' @param {number} workers */
function jest(size, workers) {
  const report = `.local/test-reports/${size}.json`;
  const progress = `.local/test-reports/${size}.progress.json`;
  return {
    args: [
      bin('jest/bin/jest.js'),
      ...['-c', `test/jest/${size}.config.cjs`, '--ci', '--json', '--outputFile', report],
      ...['--maxWorkers', String(workers)],
    ],
    environment: { SXBQ_TEST_PROGRESS: progress },
    report,
    progress,
    count: jestCounts,
  };
}

/**
 * @typedef {object} Gate
 * @property {string} name
 * @property {string[]} args what the pinned Node is given
 * @property {string} [report] a file that the program writes its counts to at its end
 * @property {string} [progress] a file that it writes them to on the way
 * @property {Record<string, string>} [environment]
 * @property {(run: import('./counts.mjs').Run) => import('./counts.mjs').Counts} count
 */

/** Gates that share the machine's cores, the longest first. @type {Gate[]} */
export const TOGETHER = [
  { name: 'unit', ...jest('spec', 1) },
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'], count: oneTest },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'], count: oneTest },
  {
    name: 'launcher',
    args: ['--test', '--test-concurrency=1', 'docker/local/*.spec.mjs', 'test/gates/*.spec.mjs'],
    count: nodeTestCounts,
  },
  { name: 'container', args: ['--test', 'test/container/*.spec.mjs'], count: nodeTestCounts },
  {
    name: 'architecture',
    args: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ],
    count: oneTest,
  },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'], count: oneTest },
  { name: 'compose', args: [bin('dclint/bin/dclint.cjs'), 'docker', '--max-warnings', '0'], count: oneTest },
  { name: 'lock', args: ['docker/local/complete-lock.mjs', '--check'], count: oneTest },
  { name: 'generated', args: ['docker/local/gen.mjs', '--check'], count: oneTest },
];

/** Gates that want the machine for themselves, in this order. @type {Gate[]} */
export const ALONE = [
  { name: 'reports', ...jest('office', 1) },
  { name: 'database', ...jest('db', 2) },
  { name: 'e2e', ...jest('e2e', 1) },
];
