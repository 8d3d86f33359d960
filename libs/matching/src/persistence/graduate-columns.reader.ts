import { groupBy } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { DistrictWishes } from '../domain/scoring/reading/district-wishes';
import { ListBuilder, NotedListBuilder } from '../domain/scoring/reading/list-builders';
import { majorKey } from '../domain/scoring/reading/major-links';
import { WorkFunctions } from '../domain/scoring/reading/work-functions';
import type { GraduateColumns } from '../domain/scoring/scoring-input';
import { pagesById } from './pages-by-id';
import { ScoringKeys } from './posting-columns.reader';
import { ScoringSelection, selectedGraduates } from './scoring-selection';

type GraduateRow = readonly [id: number, schoolId: number, majorName: string, salaryFloor: number | null];
type CertificateRow = readonly [graduateId: number, occupationCode: string, grade: number];
type WishRow = readonly [graduateId: number, kind: 'OCCUPATION' | 'REGION', code: string];

const NONE = 0;

/** @param keys those of postings and districts are complete */
export async function readGraduateColumns(
  reader: RowReader,
  selection: ScoringSelection,
  keys: ScoringKeys,
  functions: WorkFunctions,
  districts: DistrictWishes,
): Promise<GraduateColumns> {
  const where = selectedGraduates(selection);
  const columns = { ids: [], majors: [], schools: [], grades: [], salaryFloors: [] } as Record<
    'ids' | 'majors' | 'schools' | 'grades' | 'salaryFloors',
    number[]
  >;
  const occupations = new ListBuilder();
  const accepted = new NotedListBuilder();
  const certified = new ListBuilder();
  const mastered = new ListBuilder();
  // In this order, so that a page walks the graduates' key and ends: otherwise all that follow would be sorted for each.
  const pages = pagesById<GraduateRow>(
    reader,
    'g.id',
    `SELECT g.id, g.school_id, m.name, g.salary_floor
       FROM graduate g
       STRAIGHT_JOIN school s ON s.id = g.school_id
       STRAIGHT_JOIN graduate_cohort c ON c.id = g.cohort_id
       STRAIGHT_JOIN school_class l ON l.id = c.school_class_id
       STRAIGHT_JOIN school_major m ON m.id = l.school_major_id
      WHERE ${where.sql}`,
    where.params,
  );
  for await (const page of pages) {
    const ids = page.map(([id]) => id);
    const certificates = await certificatesOf(reader, ids);
    const wishes = await wishesOf(reader, ids);
    for (const [id, schoolId, majorName, salaryFloor] of page) {
      const held = certificates.get(id) ?? [];
      const wished = (wanted: WishRow[1]): string[] =>
        (wishes.get(id) ?? []).filter(([, kind]) => kind === wanted).map(([, , code]) => code);
      columns.ids.push(id);
      columns.majors.push(keys.majors.indexOf(majorKey(majorName)));
      columns.schools.push(keys.schools.indexOf(schoolId));
      columns.grades.push(held.length === 0 ? NONE : Math.min(...held.map(([, , grade]) => grade)));
      columns.salaryFloors.push(salaryFloor ?? 0);
      occupations.add(wished('OCCUPATION').map((code) => keys.occupations.indexOf(code)));
      accepted.add(districts.ranks(wished('REGION')));
      certified.add(held.map(([, code]) => keys.occupations.indexOf(code)));
      mastered.add([...new Set(held.flatMap(([, code, grade]) => functions.mastered(code, grade)))]);
    }
  }
  return {
    ids: Uint32Array.from(columns.ids),
    majors: Int32Array.from(columns.majors),
    schools: Int32Array.from(columns.schools),
    grades: Uint8Array.from(columns.grades),
    salaryFloors: Int32Array.from(columns.salaryFloors),
    occupations: occupations.build(),
    districts: accepted.ranked(),
    certificates: certified.build(),
    functions: mastered.build(),
  };
}

async function certificatesOf(reader: RowReader, ids: readonly number[]): Promise<Map<number, CertificateRow[]>> {
  const rows = await reader.rows<CertificateRow>(
    `SELECT graduate_id, occupation_code, grade FROM graduate_certificate
      WHERE graduate_id IN (?) ORDER BY graduate_id, occupation_code`,
    [ids],
  );
  return groupBy(rows, ([graduateId]) => graduateId);
}

async function wishesOf(reader: RowReader, ids: readonly number[]): Promise<Map<number, WishRow[]>> {
  const rows = await reader.rows<WishRow>(
    'SELECT graduate_id, kind, code FROM graduate_wish WHERE graduate_id IN (?) ORDER BY graduate_id, kind, `rank`',
    [ids],
  );
  return groupBy(rows, ([graduateId]) => graduateId);
}
