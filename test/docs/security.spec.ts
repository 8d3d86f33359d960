import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
const ROWS = ['A1-8', 'S1-6', 'G1-4', 'D1-5'].flatMap((range) => {
  const last = Number(range.slice(3));
  return Array.from({ length: last }, (_, at) => `${range[0]}${at + 1}`);
});

interface Proof {
  readonly row: string;
  readonly file: string;
  readonly test: string;
}

/** The proofs of a page: in a row's last cell, `file` › name of the test, separated by semicolons. */
function proofsOf(page: string): Proof[] {
  return [...page.matchAll(/^\| ([ASGDR]\d+) +\|.*\| ([^|]*?) *\|$/gm)].flatMap(([, row = '', cell = '']) =>
    cell.split(/; (?=`)/).map((proof) => {
      const [, file = '', test = ''] = /^`([^`]+)` › (.+)$/.exec(proof) ?? [];
      return { row, file, test };
    }),
  );
}

/** Why a proof is none; '' when its file has a test of that name. */
function faultOf({ row, file, test }: Proof): string {
  const source = path.join(ROOT, file);
  if (file === '' || !existsSync(source)) return `${row}: no file ${file}`;
  const quoted = test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "\\\\?'");
  return new RegExp(`['"\`]${quoted}['"\`]`).test(readFileSync(source, 'utf8'))
    ? ''
    : `${row}: ${file} has no test '${test}'`;
}

describe('docs/security.md', () => {
  it('has a proof for every row', () => {
    const rows = new Set(proofsOf(PAGE).map(({ row }) => row));
    expect(ROWS.filter((row) => !rows.has(row))).toEqual([]);
  });

  it('names tests that exist', () => {
    expect(proofsOf(PAGE).map(faultOf).filter(Boolean)).toEqual([]);
  });

  it('would be found out if it named others', () => {
    const own = 'test/docs/security.spec.ts';
    const missing = ['names', 'no', 'test'].join(' ');
    const page = `| A1 | x | \`${own}\` › names tests that exist; \`${own}\` › ${missing} |\n| A2 | x | \`nowhere.spec.ts\` › x |\n`;
    expect(proofsOf(page).map(faultOf)).toEqual([
      '',
      `A1: ${own} has no test '${missing}'`,
      'A2: no file nowhere.spec.ts',
    ]);
  });
});
