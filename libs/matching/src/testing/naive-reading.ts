import { DataSource } from 'typeorm';
import type { ScoreWeights } from '../domain/scoring/score-weights';

/**
 * The score of a pair from the rows of the database, one pair at a time and without an index, as the README tells it.
 * Null: a hard constraint fails.
 */
export async function naiveScoreOf(
  dataSource: DataSource,
  { weights }: ScoreWeights,
  graduateId: number,
  postingId: number,
  asOf: string,
): Promise<number | null> {
  const rows = <T>(sql: string, params: unknown[]): Promise<T[]> => dataSource.query(sql, params) as Promise<T[]>;
  const [graduate] = await rows<{ schoolId: number; major: string; floor: number | null }>(
    `SELECT g.school_id AS schoolId, m.name AS major, g.salary_floor AS floor FROM graduate g, graduate_cohort c,
            school_class l, school_major m
      WHERE g.id = ? AND c.id = g.cohort_id AND l.id = c.school_class_id AND m.id = l.school_major_id`,
    [graduateId],
  );
  const [posting] = await rows<NaivePosting>('SELECT * FROM job_posting WHERE id = ?', [postingId]);
  if (!graduate || !posting) throw new Error('no such pair');
  const code = posting.occupation_code;
  const certificates = await rows<{ code: string; grade: number }>(
    'SELECT occupation_code AS code, grade FROM graduate_certificate WHERE graduate_id = ?',
    [graduateId],
  );
  const wishes = await rows<{ kind: string; code: string; rank: number }>(
    'SELECT kind, code, `rank` FROM graduate_wish WHERE graduate_id = ?',
    [graduateId],
  );
  const occupations = wishes.filter(({ kind }) => kind === 'OCCUPATION');
  const regions = wishes.filter(({ kind }) => kind === 'REGION').sort((one, other) => one.rank - other.rank);
  const accepted = await rows<{ name: string }>(
    'SELECT major_name AS name FROM job_posting_major WHERE job_posting_id = ?',
    [postingId],
  );
  const official = await rows<{ major: string; code: string }>(
    'SELECT major_name AS major, occupation_code AS code FROM major_occupation',
    [],
  );
  const exact = official.filter(({ major }) => plain(major) === plain(graduate.major));
  const linked = [...exact, ...official.filter(({ major }) => stem(major) === stem(graduate.major))];
  const holds = certificates.some((held) => held.code === code);
  const wish = occupations.find((wished) => wished.code === code);

  const related = [...linked, ...occupations, ...certificates].map((named) => named.code);
  if (related.length > 0 && !related.includes(code)) return null;
  if (accepted.length > 0 && !accepted.some(({ name }) => plain(name) === plain(graduate.major))) return null;
  const grade = Math.min(6, ...certificates.map((held) => held.grade));
  const floor = posting.grade_floor ?? 6;
  if (grade > floor) return null;
  const place = regions.findIndex((wished) => inRegion(posting.region_code, wished.code));
  if (regions.length > 0 && place < 0) return null;
  const high = posting.salary_max;
  if (high !== null && graduate.floor !== null && high < graduate.floor) return null;

  const worked = await cooperation(rows, graduate.schoolId, posting.enterprise_id, asOf);
  return (
    weights.LINK *
      (holds ? 100 : exact.some((row) => row.code === code) ? 100 : linked.some((row) => row.code === code) ? 80 : 0) +
    weights.SKILLS * (await skills(rows, certificates, code, posting.grade_floor)) +
    weights.GRADE * (floor === 6 ? 100 : Math.min(100, 60 + 20 * (floor - grade))) +
    weights.DISTRICT * (regions.length === 0 ? 100 : Math.max(50, 100 - 10 * place)) +
    weights.WISHES * (occupations.length === 0 ? 100 : wish ? Math.max(40, 120 - 20 * wish.rank) : 0) +
    weights.SALARY * salary(graduate.floor, posting) +
    weights.HISTORY * worked
  );
}

interface NaivePosting {
  readonly enterprise_id: number;
  readonly occupation_code: string;
  readonly grade_floor: number | null;
  readonly region_code: string;
  readonly salary_min: number | null;
  readonly salary_max: number | null;
}

type Rows = <T>(sql: string, params: unknown[]) => Promise<T[]>;

const plain = (name: string): string => name.replaceAll('（', '(').replaceAll('）', ')').replaceAll(' ', '');

function stem(name: string): string {
  let rest = plain(name).split('(')[0]!;
  for (;;) {
    const tail = ['与技术', '与应用', '与工程', '与加工', '技术', '应用', '工程', '加工'].find((end) =>
      rest.endsWith(end),
    );
    if (tail === undefined || rest.length - tail.length < 2) return rest;
    rest = rest.slice(0, -tail.length);
  }
}

function inRegion(regionCode: string, wished: string): boolean {
  if (regionCode.startsWith(wished)) return true;
  return regionCode.endsWith('00') && wished.startsWith(regionCode.slice(0, 4));
}

function salary(floor: number | null, { salary_min, salary_max }: NaivePosting): number {
  if (floor === null || salary_max === null) return 100;
  const low = salary_min ?? 0;
  if (floor <= low) return 100;
  return Math.floor(50 + (50 * (salary_max - floor)) / (salary_max - low));
}

async function skills(
  rows: Rows,
  certificates: readonly { code: string; grade: number }[],
  code: string,
  floor: number | null,
): Promise<number> {
  if (floor === null) return 100;
  const standard = (grade: number, of: string) =>
    rows<{ name: string; weight: number; edition: string }>(
      `SELECT name, weight, edition FROM skill_function WHERE occupation_code = ? AND grade = ? AND edition =
         (SELECT MAX(edition) FROM skill_function WHERE occupation_code = ? AND grade = ?)`,
      [of, grade, of, grade],
    );
  const asked = await standard(floor, code);
  if (asked.length === 0) return 100;
  const mastered = new Set<string>();
  for (const held of certificates.filter((one) => one.code.slice(0, 7) === code.slice(0, 7))) {
    for (const grade of [1, 2, 3, 4, 5].filter((one) => one >= held.grade)) {
      for (const { name } of await standard(grade, held.code)) mastered.add(name);
    }
  }
  return asked.filter(({ name }) => mastered.has(name)).reduce((sum, { weight }) => sum + weight, 0);
}

async function cooperation(rows: Rows, schoolId: number, enterpriseId: number, asOf: string): Promise<number> {
  const agreements = await rows<{ to: string | null; ended: string | null }>(
    `SELECT effective_to AS \`to\`, terminated_on AS ended FROM agreement
      WHERE school_id = ? AND enterprise_id = ? AND filed_on <= ? AND effective_from <= ?`,
    [schoolId, enterpriseId, asOf, asOf],
  );
  const inForce = agreements.some(({ to, ended }) => (to === null || to >= asOf) && (ended === null || ended > asOf));
  const placed = await rows<object>(
    "SELECT id FROM application WHERE school_id = ? AND enterprise_id = ? AND status = 'PLACED'",
    [schoolId, enterpriseId],
  );
  return (inForce ? 60 : agreements.length > 0 ? 30 : 0) + Math.min(40, 10 * placed.length);
}
