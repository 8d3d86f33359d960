import { RowReader } from '@sxbq/platform';
import { UNKNOWN_EDITION } from '@sxbq/catalogues';
import { MajorLinks } from '../domain/scoring/reading/major-links';
import { WorkFunctions } from '../domain/scoring/reading/work-functions';

/** Occupations of the official majors, of the occupations' editions that postings cite. */
export async function readMajorLinks(reader: RowReader): Promise<MajorLinks> {
  return new MajorLinks(
    await reader.rows<readonly [majorName: string, occupationCode: string]>(
      `SELECT major_name, occupation_code FROM major_occupation
        WHERE occupation_edition IN (SELECT occupation_edition FROM job_posting)
        ORDER BY major_name, occupation_code`,
      [],
    ),
  );
}

type FunctionRow = readonly [edition: string, code: string, grade: number, name: string, weight: number];

/** Of an occupation and a grade the newest standard. */
export async function readWorkFunctions(reader: RowReader): Promise<WorkFunctions> {
  const rows = await reader.rows<FunctionRow>(
    `SELECT f.occupation_edition, f.occupation_code, f.grade, f.name, f.weight FROM skill_function f
      WHERE f.occupation_edition <> ?
        AND f.edition = (SELECT MAX(n.edition) FROM skill_function n
                          WHERE n.occupation_edition = f.occupation_edition
                            AND n.occupation_code = f.occupation_code AND n.grade = f.grade)
      ORDER BY f.occupation_edition, f.occupation_code, f.grade, f.name`,
    [UNKNOWN_EDITION],
  );
  return new WorkFunctions(
    rows.map(([occupationEdition, occupationCode, grade, name, weight]) => ({
      occupationEdition,
      occupationCode,
      grade,
      name,
      weight,
    })),
  );
}
