import { groupBy } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { KeyIndex } from '../domain/scoring/reading/key-index';
import { ListBuilder } from '../domain/scoring/reading/list-builders';
import { majorKey } from '../domain/scoring/reading/major-links';
import type { PostingColumns } from '../domain/scoring/scoring-input';
import { pagesById } from './pages-by-id';
import { ScoringSelection, selectedPostings } from './scoring-selection';

/** What the indices in the columns stand for, filled by whoever reads. */
export interface ScoringKeys {
  readonly majors: KeyIndex<string>;
  readonly occupations: KeyIndex<string>;
  readonly schools: KeyIndex<number>;
  readonly enterprises: KeyIndex<number>;
  readonly districts: KeyIndex<string>;
  /** By 'edition|occupation|grade'. */
  readonly standards: KeyIndex<string>;
}

/** Index of the standard that a posting's work is weighed by, or −1. */
export type StandardOf = (edition: string, occupationCode: string, gradeFloor: number) => number;

type PostingRow = readonly [
  id: number,
  enterpriseId: number,
  occupationEdition: string,
  occupationCode: string,
  gradeFloor: number | null,
  regionCode: string,
  salaryMin: number | null,
  salaryMax: number | null,
];

export async function readPostingColumns(
  reader: RowReader,
  selection: ScoringSelection,
  keys: ScoringKeys,
  standardOf: StandardOf,
): Promise<PostingColumns> {
  const where = selectedPostings(selection);
  const columns = {
    ids: [],
    enterprises: [],
    occupations: [],
    standards: [],
    gradeFloors: [],
    districts: [],
    salaryLows: [],
    salaryHighs: [],
  } as Record<Exclude<keyof PostingColumns, 'acceptedMajors'>, number[]>;
  const acceptedMajors = new ListBuilder();
  const pages = pagesById<PostingRow>(
    reader,
    'p.id',
    `SELECT p.id, p.enterprise_id, p.occupation_edition, p.occupation_code, p.grade_floor, p.region_code, p.salary_min,
            p.salary_max
       FROM job_posting p WHERE ${where.sql}`,
    where.params,
  );
  for await (const page of pages) {
    const majors = await majorsOf(
      reader,
      page.map(([id]) => id),
    );
    for (const [id, enterpriseId, edition, code, gradeFloor, regionCode, salaryMin, salaryMax] of page) {
      columns.ids.push(id);
      columns.enterprises.push(keys.enterprises.indexOf(enterpriseId));
      columns.occupations.push(keys.occupations.indexOf(code));
      // Without a floor the posting names no standard's grade: its work is open.
      columns.standards.push(gradeFloor === null ? -1 : standardOf(edition, code, gradeFloor));
      columns.gradeFloors.push(gradeFloor ?? 0);
      columns.districts.push(keys.districts.indexOf(regionCode));
      columns.salaryLows.push(salaryMin ?? 0);
      columns.salaryHighs.push(salaryMax ?? 0);
      acceptedMajors.add([...new Set((majors.get(id) ?? []).map(([, name]) => keys.majors.indexOf(majorKey(name))))]);
    }
  }
  return {
    ids: Uint32Array.from(columns.ids),
    enterprises: Int32Array.from(columns.enterprises),
    occupations: Int32Array.from(columns.occupations),
    standards: Int32Array.from(columns.standards),
    gradeFloors: Uint8Array.from(columns.gradeFloors),
    districts: Int32Array.from(columns.districts),
    salaryLows: Int32Array.from(columns.salaryLows),
    salaryHighs: Int32Array.from(columns.salaryHighs),
    acceptedMajors: acceptedMajors.build(),
  };
}

async function majorsOf(reader: RowReader, ids: readonly number[]) {
  const rows = await reader.rows<readonly [postingId: number, majorName: string]>(
    'SELECT job_posting_id, major_name FROM job_posting_major WHERE job_posting_id IN (?) ORDER BY job_posting_id, major_name',
    [ids],
  );
  return groupBy(rows, ([postingId]) => postingId);
}
