import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const CHINESE = /\p{Script=Han}/u;

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/spec\.ts$|\.d\.ts$|node_modules/.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

const sources = ['libs', 'apps'].flatMap((folder) => sourcesBelow(folder));
/** The sentences that people read, as far as they stand in one line of code. */
const sentences = sources.flatMap((source) =>
  source.split('\n').filter((line) => CHINESE.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line)),
);
const namedBy = (pattern: RegExp): string[] => [
  ...new Set(sentences.flatMap((line) => [...line.matchAll(pattern)].map(([, name]) => name as string))),
];

describe('what a sentence tells its reader to run', () => {
  it('is a command that there is', () => {
    const commands = new Set(
      sources.flatMap((source) => [...source.matchAll(/\.command\('([a-z-]+)/g)].map(([, name]) => name as string)),
    );
    const named = namedBy(/sxbq ([a-z][a-z-]*)/g);
    expect(named).toContain('migrate');
    expect(named.filter((name) => !commands.has(name))).toEqual([]);
  });

  it('is an operation of the interface that there is', () => {
    const schema = readFileSync(path.join(ROOT, 'apps/api/schema.graphql'), 'utf8');
    const named = namedBy(/（([a-z]+[A-Z][A-Za-z]+)）/g);
    expect(named).toContain('addAssessmentScheme');
    expect(named.filter((name) => !new RegExp(`^ {2}${name}[(:]`, 'm').test(schema))).toEqual([]);
  });

  it.each([
    ['policy without a version', 'libs/policy/src/policy.errors.ts', 'sxbq migrate'],
    ['a ranking without a scheme', 'libs/assessment/src/assessment-run.errors.ts', 'addAssessmentScheme'],
    ['graduates’ wishes without a catalogue', 'libs/graduates/src/wishes.check.ts', 'sxbq migrate'],
    ['enterprises without a catalogue', 'libs/enterprises/src/enterprises.errors.ts', 'sxbq migrate'],
    ['schools without a catalogue', 'libs/schools/src/schools.errors.ts', 'sxbq migrate'],
    ['postings without a catalogue', 'libs/postings/src/postings.errors.ts', 'sxbq migrate'],
    ['training menus without a catalogue', 'libs/training-menu/src/training-menu.errors.ts', 'sxbq migrate'],
  ])('is said by the refusal of %s', (_what, file, named) => {
    const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
    expect(lines.some((line) => CHINESE.test(line) && line.includes(named))).toBe(true);
  });
});
