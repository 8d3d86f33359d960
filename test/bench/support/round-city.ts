/**
 * A city's round in the database: 30 000 graduates with 20 wishes each, 3 000 postings that rank every fifth of who named
 * them, made by INSERT … SELECT from MariaDB's sequence tables. A major is linked with ten occupations, in each of which
 * ten postings are offered; wishes are among those hundred.
 */
import { Connection } from 'mysql2/promise';
import { analyze } from './database';

export const ROUND = { id: 1, graduates: 30_000, postings: 3_000, wishes: 20, seats: 10 } as const;
const SCHOOLS = 10;
const MAJORS = 60;
const OCCUPATIONS = 300;
/** Every tenth graduate agrees to a completion by score. */
const COMPLETING = 10;

const cohortOf = (graduate: string): string =>
  `((${graduate} % ${SCHOOLS}) * ${MAJORS} + 1 + (${graduate} DIV ${SCHOOLS}) % ${MAJORS})`;
const majorOf = (graduate: string): string => `((${graduate} DIV ${SCHOOLS}) % ${MAJORS})`;
const occupation = (number: string): string => `CONCAT('O', (${number}) % ${OCCUPATIONS})`;
/** The n-th of the hundred postings that suit a graduate, each once. */
const nth = (graduate: string, n: string): string => `((${graduate} * 13 + ${n} * 7) % 100)`;
const wished = (graduate: string, n: string): string =>
  `(1 + (${majorOf(graduate)} * 5 + ${nth(graduate, n)} % 10) % ${OCCUPATIONS} + ${OCCUPATIONS} * (${nth(graduate, n)} DIV 10))`;

/** Columns and rows of each table, parents first. */
const TABLES: readonly (readonly [table: string, rows: string])[] = [
  [
    'school',
    `(id, code, name, region_code) SELECT seq, CONCAT('S', seq), '示例学校', '320402' FROM seq_1_to_${SCHOOLS}`,
  ],
  [
    'enterprise',
    `(id, uscc, name, kind, region_code)
     SELECT seq, LPAD(seq, 18, '0'), '示例企业', 'ENTERPRISE', '320402' FROM seq_1_to_1000`,
  ],
  [
    'school_major',
    `(id, school_id, code, name)
     SELECT (s.seq - 1) * ${MAJORS} + m.seq, s.seq, CONCAT('M', m.seq), CONCAT('专业', m.seq)
       FROM seq_1_to_${SCHOOLS} s STRAIGHT_JOIN seq_1_to_${MAJORS} m`,
  ],
  [
    'school_class',
    `(id, school_id, code, name, school_major_id, level, starts_on)
     SELECT id, school_id, code, '示例班', id, 'SENIOR', '2023-09-01' FROM school_major`,
  ],
  [
    'graduate_cohort',
    `(id, school_id, school_class_id, graduation_year, heads, available, placed_before)
     SELECT id, school_id, id, 2026, 50, 50, 0 FROM school_class`,
  ],
  [
    'graduate',
    `(id, school_id, cohort_id, graduation_year, student_number, name, id_number, person_key, status, salary_floor)
     SELECT seq, 1 + seq % ${SCHOOLS}, ${cohortOf('seq')}, 2026, CONCAT('X', seq), '', '', LPAD(seq, 43, '0'), 'AVAILABLE',
            IF(seq % 3, NULL, 3000)
       FROM seq_1_to_${ROUND.graduates}`,
  ],
  [
    'graduate_certificate',
    `(graduate_id, occupation_code, grade)
     SELECT seq, ${occupation(`${majorOf('seq')} * 5 + seq % 10`)}, 5 - seq % 3 FROM seq_1_to_${ROUND.graduates}`,
  ],
  [
    'graduate_wish',
    `(graduate_id, kind, code, \`rank\`)
     SELECT g.seq, 'OCCUPATION', ${occupation(`${majorOf('g.seq')} * 5 + n.seq`)}, n.seq
       FROM seq_1_to_${ROUND.graduates} g STRAIGHT_JOIN seq_1_to_2 n WHERE g.seq % 4`,
  ],
  [
    'major_occupation',
    `(edition, major_level, major_code, major_name, occupation_edition, occupation_code, source)
     SELECT '2021', '示例', CONCAT('M', m.seq), CONCAT('专业', m.seq), '2022', ${occupation('(m.seq - 1) * 5 + n.seq')}, '示例'
       FROM seq_1_to_${MAJORS} m STRAIGHT_JOIN seq_0_to_9 n`,
  ],
  [
    'skill_function',
    `(edition, occupation_edition, occupation_code, occupation_name, grade, name, weight)
     SELECT '2020', '2022', CONCAT('O', o.seq), '示例', g.seq, CONCAT('工作内容', n.seq), 20
       FROM seq_0_to_${OCCUPATIONS - 1} o STRAIGHT_JOIN seq_2_to_5 g STRAIGHT_JOIN seq_1_to_5 n`,
  ],
  [
    'job_posting',
    `(id, enterprise_id, code, kind, title, occupation_edition, occupation_code, grade_floor, heads, salary_min, salary_max,
      region_code, valid_until, status, fingerprint)
     SELECT seq, 1 + seq % 1000, CONCAT('J', seq), 'JOB', '示例岗位', '2022', ${occupation('seq - 1')},
            IF(seq % 3, NULL, 5), ${ROUND.seats}, 3000, 6000, CONCAT('3204', LPAD(1 + seq % 8, 2, '0')), '2099-12-31', 'LIVE',
            LPAD(seq, 43, '0')
       FROM seq_1_to_${ROUND.postings}`,
  ],
  [
    'matching_round',
    `(id, title, region_prefix, graduation_year, seed, lot_origin, rule_version, status, wishes_until, ranking_until, max_wishes, passes,
      answer_days)
     VALUES (${ROUND.id}, '示例双选会', '3204', 2026, 'bench', 'AT_CREATION', 1, 'CLOSED', NOW(6), NOW(6), ${ROUND.wishes}, 2, 3)`,
  ],
  [
    'round_graduate',
    `(round_id, graduate_id, school_id, completes, status, changed_at)
     SELECT ${ROUND.id}, id, school_id, id % ${COMPLETING} = 0, 'ENROLLED', NOW(6) FROM graduate`,
  ],
  [
    'round_posting',
    `(round_id, job_posting_id, enterprise_id, seats, completes, status, changed_at)
     SELECT ${ROUND.id}, id, enterprise_id, heads, 1, 'ENROLLED', NOW(6) FROM job_posting`,
  ],
  [
    'round_wish',
    `(round_id, graduate_id, job_posting_id, \`rank\`)
     SELECT ${ROUND.id}, g.seq, ${wished('g.seq', 'n.seq')}, n.seq
       FROM seq_1_to_${ROUND.graduates} g STRAIGHT_JOIN seq_1_to_${ROUND.wishes} n`,
  ],
  [
    'round_ranking',
    `(round_id, job_posting_id, graduate_id, \`rank\`)
     SELECT round_id, job_posting_id, graduate_id, 1 + (graduate_id * 31) % 97 FROM round_wish
      WHERE (graduate_id + job_posting_id) % 5 = 0`,
  ],
];

export async function seedRound(connection: Connection): Promise<void> {
  for (const [table, rows] of TABLES) await connection.query(`INSERT INTO ${table} ${rows}`);
  await analyze(
    connection,
    TABLES.map(([table]) => table),
  );
}

/** What a round is computed from, as plain statements: one for each table, nothing checked, nothing sorted out. */
export const BARE_READS: readonly string[] = [
  `SELECT e.graduate_id, e.completes, g.suggestions_opted_out FROM round_graduate e JOIN graduate g ON g.id = e.graduate_id
    WHERE e.round_id = ${ROUND.id}`,
  `SELECT e.job_posting_id, e.completes, e.seats, p.heads, p.taken FROM round_posting e
     JOIN job_posting p ON p.id = e.job_posting_id WHERE e.round_id = ${ROUND.id}`,
  `SELECT graduate_id, job_posting_id, \`rank\` FROM round_wish WHERE round_id = ${ROUND.id}`,
  `SELECT graduate_id, job_posting_id, \`rank\` FROM round_ranking WHERE round_id = ${ROUND.id}`,
  `SELECT g.id, g.school_id, m.name, g.salary_floor FROM graduate g JOIN graduate_cohort c ON c.id = g.cohort_id
     JOIN school_class l ON l.id = c.school_class_id JOIN school_major m ON m.id = l.school_major_id`,
  'SELECT graduate_id, occupation_code, grade FROM graduate_certificate',
  'SELECT graduate_id, kind, code FROM graduate_wish',
  `SELECT id, enterprise_id, occupation_edition, occupation_code, grade_floor, region_code, salary_min, salary_max
     FROM job_posting`,
  'SELECT job_posting_id, major_name FROM job_posting_major',
  'SELECT major_name, occupation_code FROM major_occupation',
  'SELECT occupation_edition, occupation_code, grade, name, weight FROM skill_function',
];
