/**
 * The province of domain.md §4 for supply and demand: made by INSERT … SELECT from MariaDB's sequence tables, in 13 cities
 * and 104 districts. Every case of the balance occurs: graduates without a certificate and with two, of two years, placed,
 * accepted and withdrawn; postings without a grade and for none, one or two majors, that wait, are closed, or are full.
 */
import { Connection } from 'mysql2/promise';
import { analyze } from './database';

export const YEAR = 2026;

export const PROVINCE = {
  schools: 1_567,
  graduates: 286_553,
  enterprises: 3_027,
  postings: 216_291,
  majors: 120,
  occupations: 300,
} as const;

const MAJORS_PER_SCHOOL = 8;
const CLASSES_PER_SCHOOL = 12;
const { schools, graduates, enterprises, postings, majors, occupations } = PROVINCE;
const cohorts = schools * CLASSES_PER_SCHOOL;

/** '3201' … '3213', eight districts each. */
const district = (seed: string): string =>
  `CONCAT('32', LPAD(1 + (${seed}) % 13, 2, '0'), LPAD(1 + (${seed}) DIV 13 % 8, 2, '0'))`;
const majorName = (seed: string): string => `CONCAT('示例专业', (${seed}) % ${majors})`;
const occupation = (seed: string): string =>
  `CONCAT('6-', LPAD(10 + (${seed}) % ${occupations} DIV 10, 2, '0'), '-01-', LPAD((${seed}) % 10, 2, '0'))`;

/** Columns and rows of each table, parents first. */
const TABLES: Readonly<Record<string, string>> = {
  school: `(id, code, name, region_code)
    SELECT seq, CONCAT('S', seq), CONCAT('示例第', seq, '技工学校'), ${district('seq')} FROM seq_1_to_${schools}`,
  enterprise: `(id, uscc, name, kind, region_code)
    SELECT seq, LPAD(seq, 18, '0'), CONCAT('示例第', seq, '公司'), 'ENTERPRISE', ${district('seq')}
      FROM seq_1_to_${enterprises}`,
  school_major: `(id, school_id, code, name)
    SELECT (s.id - 1) * ${MAJORS_PER_SCHOOL} + m.seq, s.id, CONCAT('M', m.seq), ${majorName('s.id * 7 + m.seq * 13')}
      FROM school s STRAIGHT_JOIN seq_1_to_${MAJORS_PER_SCHOOL} m`,
  school_class: `(id, school_id, school_major_id, code, name, level, starts_on)
    SELECT (s.id - 1) * ${CLASSES_PER_SCHOOL} + c.seq, s.id, (s.id - 1) * ${MAJORS_PER_SCHOOL} + 1 + c.seq % ${MAJORS_PER_SCHOOL},
           CONCAT('C', c.seq), '示例班', ELT(1 + c.seq % 3, 'INTERMEDIATE', 'SENIOR', 'PRE_TECHNICIAN'), '2023-09-01'
      FROM school s STRAIGHT_JOIN seq_1_to_${CLASSES_PER_SCHOOL} c`,
  graduate_cohort: `(id, school_id, school_class_id, graduation_year, heads, available, placed_before)
    SELECT id, school_id, id, ${YEAR} + (id % 6 = 0), 20, 18, 0 FROM school_class`,
  graduate: `(id, school_id, cohort_id, graduation_year, student_number, name, id_number, person_key, status, salary_floor)
    SELECT n.seq, c.school_id, c.id, c.graduation_year, n.seq, REPEAT('x', 60), REPEAT('x', 80), LPAD(n.seq, 43, 'k'),
           ELT(1 + (n.seq DIV 3) % 10, 'PLACED', 'ACCEPTED', 'WITHDRAWN', 'AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'AVAILABLE',
               'AVAILABLE', 'AVAILABLE', 'AVAILABLE'), NULL
      FROM seq_1_to_${graduates} n STRAIGHT_JOIN graduate_cohort c ON c.id = 1 + (n.seq * 31) % ${cohorts}`,
  graduate_certificate: `(graduate_id, occupation_code, grade)
    SELECT n.seq, ${occupation('n.seq * 17 + k.seq * 3')}, 2 + (n.seq + k.seq) % 4
      FROM seq_1_to_${graduates} n STRAIGHT_JOIN seq_1_to_2 k WHERE n.seq % 5 <> 0 AND (k.seq = 1 OR n.seq % 3 = 0)`,
  job_posting: `(id, enterprise_id, code, kind, title, occupation_edition, occupation_code, grade_floor, heads, taken,
                 region_code, starts_on, valid_until, status, fingerprint)
    SELECT seq, 1 + seq % ${enterprises}, seq, 'JOB', '示例岗位', '2022', ${occupation('seq * 29')},
           IF(seq % 3, 2 + seq % 4, NULL), 1 + seq % 9, seq % (2 + seq % 9), ${district('seq * 11')},
           IF(seq % 7, '${YEAR}-09-01', NULL), '2099-12-31', IF(seq % 20, 'LIVE', IF(seq % 40, 'CLOSED', 'SUBMITTED')),
           LPAD(seq, 43, 'f')
      FROM seq_1_to_${postings}`,
  job_posting_major: `(job_posting_id, major_name)
    SELECT p.seq, ${majorName('p.seq * 19 + k.seq')}
      FROM seq_1_to_${postings} p STRAIGHT_JOIN seq_1_to_2 k WHERE p.seq % 4 <> 0 AND (k.seq = 1 OR p.seq % 2 = 0)`,
};

export async function seedProvince(connection: Connection): Promise<void> {
  for (const [table, rows] of Object.entries(TABLES)) await connection.query(`INSERT INTO ${table} ${rows}`);
  await analyze(connection, Object.keys(TABLES));
}
