// `npm run defences -- A1 D5`: takes one defence at a time away, in a copy, and shows which tests turn red without it.
// `A3.2` is the second entry of A3 alone; `--whole` looks first whether the tests are green with the defence.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../../docker/local/children.mjs';
import { LOCAL, ROOT } from '../../docker/local/paths.mjs';
import { DEFENCES, numbered, placesOf, withoutDefence } from './defences.mjs';

// Always the same folder: what is compiled once is then known to every later run.
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

/** @param {string[]} names of rows or of single entries; none means all @param {boolean} alsoWhole */
async function run(names, alsoWhole) {
  const wanted = numbered(DEFENCES).filter(
    ({ name, row }) => names.length === 0 || names.includes(row) || names.includes(name),
  );
  makeCopy();
  let missed = 0;
  for (const defence of wanted) {
    const whole = alsoWhole ? await redTests(defence) : [];
    const red = await withoutIt(defence, () => redTests(defence));
    if (red.length > 0 && whole.length === 0) missed++;
    print(`${defence.name} ${defence.file}: ${defence.find}`);
    if (whole.length > 0) print(`  RED WITH THE DEFENCE, TOO: ${whole.join('; ')}`);
    print(red.length === 0 ? `  STAYED GREEN: ${defence.spec}` : red.map((test) => `  red: ${test}`).join('\n'));
  }
  rmSync(COPY, { recursive: true, force: true });
  print(`${missed} of ${wanted.length} defences are missed by a test when they are gone`);
  return missed === wanted.length && missed > 0 ? 0 : 1;
}

function makeCopy() {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of COPIED)
    cpSync(path.join(ROOT, name), path.join(COPY, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
}

/** Runs `look` on the copy without the defence, and puts it back. */
async function withoutIt(defence, look) {
  const files = [...new Set(placesOf(defence).map(({ file }) => path.join(COPY, file)))];
  const before = files.map((file) => readFileSync(file, 'utf8'));
  for (const place of placesOf(defence)) {
    const file = path.join(COPY, place.file);
    writeFileSync(file, withoutDefence(readFileSync(file, 'utf8'), place));
  }
  try {
    return await look();
  } finally {
    files.forEach((file, at) => writeFileSync(file, before[at]));
  }
}

/** Names of the tests of the defence's spec that fail in the copy; of a file that does not load, its own. */
async function redTests({ config, spec, test }) {
  const report = path.join(COPY, 'report.json');
  writeFileSync(report, '');
  const jest = ['node_modules/jest/bin/jest.js', '-c', `test/jest/${config}.config.cjs`, '--maxWorkers', '1'];
  const chosen = test ? ['-t', test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')] : [];
  const { stderr } = await capture(
    process.execPath,
    [...jest, ...chosen, '--json', '--outputFile', report, '--runTestsByPath', spec],
    { cwd: COPY },
  );
  const answer = readFileSync(report, 'utf8');
  if (answer === '') throw new Error(`${spec} was not run: ${stderr.slice(-2_000)}`);
  const { testResults } = JSON.parse(answer);
  return testResults.flatMap(({ status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${spec} does not load: ${message.slice(0, 200)}`];
    return failed.map(({ fullName }) => fullName);
  });
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
process.exitCode = await run(names, args.includes('--whole'));
