// `npm run defences -- A1 D5`: takes one defence at a time away, in a copy, and shows which tests turn red without it.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../../docker/local/children.mjs';
import { LOCAL, ROOT } from '../../docker/local/paths.mjs';
import { DEFENCES, withoutDefence } from './defences.mjs';

const COPY = path.join(LOCAL, 'tmp/defences');
const COPIED = [
  'apps',
  'docker',
  'docs',
  'libs',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'nest-cli.json',
];
const print = (line) => process.stdout.write(`${line}\n`);

/** @param {string[]} rows none means all @param {boolean} alsoWhole whether the tests are first seen green with the defence */
async function run(rows, alsoWhole) {
  const wanted = DEFENCES.filter(({ row }) => rows.length === 0 || rows.includes(row));
  makeCopy();
  let green = 0;
  for (const defence of wanted) {
    const whole = alsoWhole ? await redTests(defence) : [];
    const file = path.join(COPY, defence.file);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, withoutDefence(before, defence));
    const red = await redTests(defence);
    writeFileSync(file, before);
    if (red.length === 0 || whole.length > 0) green++;
    print(`${defence.row} ${defence.file}: ${defence.find}`);
    if (whole.length > 0) print(`  RED WITH THE DEFENCE, TOO: ${whole.join('; ')}`);
    print(red.length === 0 ? `  STAYED GREEN: ${defence.spec}` : red.map((test) => `  red: ${test}`).join('\n'));
  }
  rmSync(COPY, { recursive: true, force: true });
  print(`${wanted.length - green} of ${wanted.length} defences are missed by a test when they are gone`);
  return green === 0 && wanted.length > 0 ? 0 : 1;
}

function makeCopy() {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(COPY, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
}

/** Names of the tests of the defence's spec that fail in the copy; of a file that does not load, its own. */
async function redTests({ config, spec, test }) {
  const report = path.join(COPY, 'report.json');
  rmSync(report, { force: true });
  const jest = ['node_modules/jest/bin/jest.js', '-c', `test/jest/${config}.config.cjs`, '--maxWorkers', '1'];
  const chosen = [...(test ? ['-t', test] : []), '--json', '--outputFile', report, '--runTestsByPath', spec];
  await capture(process.execPath, [...jest, ...chosen], { cwd: COPY });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.flatMap(({ status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${spec} does not load: ${message.slice(0, 200)}`];
    return failed.map(({ fullName }) => fullName);
  });
}

const args = process.argv.slice(2);
const rows = args.filter((arg) => !arg.startsWith('--'));
process.exitCode = await run(rows, args.includes('--whole'));
