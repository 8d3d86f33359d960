import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rowsOf } from '../support/security-page';

interface Place {
  readonly file?: string;
  readonly find: string;
  readonly put: string;
}

interface Defence extends Place {
  readonly row: string;
  readonly file: string;
  readonly also?: readonly Place[];
  readonly config: string;
  readonly spec: string;
  readonly test?: string;
}

const ROOT = path.resolve(__dirname, '../..');
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const DEFENCES = JSON.parse(text('test/defences/defences.json')) as Defence[];

/** Why a defence could not be taken away; '' when it could. */
function faultOf({ row, file, find, put, also = [], config, spec, test }: Defence): string {
  if (!existsSync(path.join(ROOT, file))) return `${row}: no file ${file}`;
  if (!existsSync(path.join(ROOT, spec))) return `${row}: no file ${spec}`;
  if (!['spec', 'db', 'e2e'].includes(config) || !spec.endsWith(`.${config === 'spec' ? '' : `${config}-`}spec.ts`)) {
    return `${row}: ${spec} is not run by ${config}`;
  }
  if (test !== undefined && !text(spec).replaceAll("\\'", "'").includes(test))
    return `${row}: ${spec} has no '${test}'`;
  for (const place of [{ file, find, put }, ...also.map((more) => ({ file, ...more }))]) {
    const times = text(place.file).split(place.find).length - 1;
    if (times !== 1) return `${row}: ${place.file} has its text ${times} times, not once: ${place.find}`;
    if (place.find === place.put) return `${row}: takes nothing away`;
  }
  return '';
}

describe('the list of defences', () => {
  it('can be taken away: each stands where it says, once', () => {
    expect(DEFENCES.map(faultOf).filter(Boolean)).toEqual([]);
  });

  it('has one for every row that docs/security.md calls proven', () => {
    const proven = rowsOf(text('docs/security.md')).filter(({ proofs }) => proofs.length > 0);
    const listed = new Set(DEFENCES.map(({ row }) => row));
    expect(proven.map(({ row }) => row).filter((row) => !listed.has(row))).toEqual([]);
  });

  it.each([
    ['a file that is gone', { file: 'nowhere.ts' }, 'A1: no file nowhere.ts'],
    ['a text that is gone', { find: 'no such text at all' }, / has its text 0 times/],
    ['a text that is there twice', { find: 'return' }, / has its text \d+ times/],
    ['a spec of another size', { config: 'db' }, / is not run by db/],
    ['a test that is gone', { test: ['no', 'such', 'test'].join(' ') }, / has no 'no such test'/],
    ['a second place that is gone', { also: [{ find: 'no such text at all', put: '' }] }, / has its text 0 times/],
    ['nothing', { put: DEFENCES[0]!.find }, /takes nothing away/],
  ])('would be found out: %s', (_what, change, fault) => {
    expect(faultOf({ ...(DEFENCES[0] as Defence), ...change })).toMatch(fault);
  });
});
