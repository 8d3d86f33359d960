import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { proofsOf, rowsOf, SecurityRow } from '../support/security-page';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
/** How many rows each of the assurance tables has: 35. */
const TABLES: Readonly<Record<string, number>> = { A: 8, S: 6, G: 4, D: 5, R: 12 };
const ROWS = Object.entries(TABLES).flatMap(([table, rows]) =>
  Array.from({ length: rows }, (_, at) => `${table}${at + 1}`),
);

/** What is wrong with a page; nothing when it has every row once and each says what it has to. */
function faultsOf(page: string): string[] {
  const rows = rowsOf(page);
  const names = rows.map(({ row }) => row);
  return [
    ...ROWS.filter((row) => !names.includes(row)).map((row) => `${row}: no such row`),
    ...names.filter((row, at) => !ROWS.includes(row) || names.indexOf(row) !== at).map((row) => `${row}: one too many`),
    ...rows.map(saysTooLittle).filter(Boolean),
    ...rows.flatMap(proofsOf).map(faultOf).filter(Boolean),
  ];
}

/** A row is built and has proofs, or says plainly what it lacks. */
function saysTooLittle({ row, built, proofs, notBuilt, notProven }: SecurityRow): string {
  if (notBuilt !== null) return built === null && proofs.length === 0 ? '' : `${row}: built and not built`;
  if (built === null) return `${row}: neither 'Built:' nor 'Not built:'`;
  return proofs.length > 0 || notProven !== null ? '' : `${row}: neither a proof nor 'Not proven:'`;
}

/** Why a proof is none; '' when its file has a test of that name. */
function faultOf({ row, file, test }: { row: string; file: string; test: string }): string {
  const source = path.join(ROOT, file);
  if (file === '' || !existsSync(source)) return `${row}: no file ${file}`;
  const quoted = test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "\\\\?'");
  return new RegExp(`['"\`]${quoted}['"\`]`).test(readFileSync(source, 'utf8'))
    ? ''
    : `${row}: ${file} has no test '${test}'`;
}

/** Put together here, so that this file does not hold it. */
const ABSENT = ['no', 'such', 'test'].join(' ');

describe('docs/security.md', () => {
  it('has all 35 rows of assurance, each with what is built and what proves it, or says what is not', () => {
    expect(ROWS).toHaveLength(35);
    expect(faultsOf(PAGE)).toEqual([]);
  });

  it.each([
    ['a row that is gone', (page: string) => page.replace(/### R4 [\s\S]*?(?=### R5)/, ''), 'R4: no such row'],
    [
      'a row twice',
      (page: string) => page.replace('### R5 ', '### R4 x\n\nNot built: x\n\n### R5 '),
      'R4: one too many',
    ],
    [
      'a row of no table',
      (page: string) => page.replace('### R5 ', '### R13 x\n\nNot built: x\n\n### R5 '),
      'R13: one too many',
    ],
    [
      'a row that says nothing',
      (page: string) => page.replace(/(### R6 .*\n\n)Not built/, '$1Later'),
      "R6: neither 'Built:' nor 'Not built:'",
    ],
    [
      'a row without proof',
      (page: string) => page.replace(/(### A1 [\s\S]*?)(\n- [^#]*)/, '$1\n'),
      "A1: neither a proof nor 'Not proven:'",
    ],
    [
      'a row that says both',
      (page: string) => page.replace(/(### A1 .*\n\n)/, '$1Not built: x\n\n'),
      'A1: built and not built',
    ],
    [
      'a file that is not there',
      (page: string) => page.replace('### A2 ', '- `nowhere.spec.ts` › x\n\n### A2 '),
      'A1: no file nowhere.spec.ts',
    ],
    [
      'a test that is not there',
      (page: string) => page.replace('### A2 ', `- \`test/docs/security.spec.ts\` › ${ABSENT}\n\n### A2 `),
      `A1: test/docs/security.spec.ts has no test '${ABSENT}'`,
    ],
  ])('would be found out: %s', (_what, spoil, fault) => {
    expect(faultsOf(spoil(PAGE))).toContain(fault);
  });
});
