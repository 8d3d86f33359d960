/**
 * The nation of domain.md §4 for the recompute: 3 000 schools, made by INSERT … SELECT from MariaDB's sequence tables.
 * Every condition of the rules occurs: agreements that are not filed, over, terminated, without a plan or a verified
 * execution, with an association; classes that are over or not counted; trainees who failed or passed twice.
 */
import { POLICY_2011 } from '@sxbq/policy';
import { Connection } from 'mysql2/promise';
import { analyze } from './database';

export const YEAR = 2025;
/** Reference date D. */
export const AS_OF = '2025-10-31';

export const NATION = {
  schools: 3_000,
  majorsPerSchool: 6,
  classesPerSchool: 80,
  snapshotsPerClass: 2,
  agreementsPerSchool: 30,
  executionsPerAgreement: 3,
  trainingsPerSchool: 10,
  traineesPerTraining: 20,
  secondmentsPerSchool: 10,
  membersPerSchool: 9,
  enterprises: 50_000,
} as const;

const { schools, majorsPerSchool, enterprises } = NATION;
const enterprise = (seed: string): string => `1 + (${seed}) % ${enterprises}`;
const major = (school: string, seed: string): string =>
  `(${school} - 1) * ${majorsPerSchool} + 1 + (${seed}) % ${majorsPerSchool}`;

/** Columns and rows of each table, parents first. */
const TABLES: Readonly<Record<string, string>> = {
  school: `(id, code, name, region_code)
    SELECT seq, CONCAT('S', LPAD(seq, 5, '0')), CONCAT('第', seq, '技工学校'), '320402' FROM seq_1_to_${schools}`,
  enterprise: `(id, uscc, name, kind, region_code)
    SELECT seq, LPAD(seq, 18, '0'), CONCAT('第', seq, '精密机械制造有限公司'), IF(seq % 20 = 0, 'ASSOCIATION', 'ENTERPRISE'),
           '320402'
      FROM seq_1_to_${enterprises}`,
  school_tier: `(school_id, tier, effective_from)
    SELECT id, ELT(1 + id % 5, 'TECHNICIAN_COLLEGE', 'SENIOR_TECHNICAL', 'NATIONAL_KEY', 'PROVINCIAL_KEY', 'ORDINARY'),
           '2015-01-01'
      FROM school`,
  school_major: `(id, school_id, code, name)
    SELECT (s.id - 1) * ${majorsPerSchool} + m.seq, s.id, CONCAT('M', m.seq), CONCAT('专业', m.seq)
      FROM school s STRAIGHT_JOIN seq_1_to_${majorsPerSchool} m`,
  school_class: `(id, school_id, code, name, school_major_id, level, starts_on, ends_on)
    SELECT (s.id - 1) * ${NATION.classesPerSchool} + c.seq, s.id, CONCAT('C', c.seq), CONCAT('班级', c.seq),
           ${major('s.id', 'c.seq')}, ELT(1 + c.seq % 4, 'INTERMEDIATE', 'SENIOR', 'PRE_TECHNICIAN', 'INTERMEDIATE'),
           '2023-09-01', IF(c.seq % 20 = 7, '2025-06-30', NULL)
      FROM school s STRAIGHT_JOIN seq_1_to_${NATION.classesPerSchool} c`,
  enrolment_snapshot: `(school_id, school_class_id, counted_on, heads)
    SELECT c.school_id, c.id, ELT(n.seq, '2025-03-01', '2025-09-15'), 10 + c.id % 18 + n.seq
      FROM school_class c STRAIGHT_JOIN seq_1_to_${NATION.snapshotsPerClass} n`,
  agreement: `(id, code, school_id, enterprise_id, kinds, signed_on, effective_from, effective_to, filed_on,
               terminated_on, status)
    SELECT (s.id - 1) * ${NATION.agreementsPerSchool} + n.seq, CONCAT('A-', s.id, '-', n.seq), s.id,
           ${enterprise('s.id * 37 + n.seq * 7')},
           IF(n.seq % 2, 'CLOSE,JOINT_TRAINING', IF(n.seq % 3, 'CLOSE', 'INTERNSHIP')), '2024-01-01', '2024-02-01',
           IF(n.seq % 11, '2027-01-31', '2025-06-30'), IF(n.seq % 13, '2024-02-01', NULL),
           IF(n.seq % 17, NULL, '2025-05-01'), 'FILED'
      FROM school s STRAIGHT_JOIN seq_1_to_${NATION.agreementsPerSchool} n`,
  cooperation_plan: `(agreement_id, name, approved_on)
    SELECT id, '方案', IF(id % 19, '2024-03-01', NULL) FROM agreement`,
  agreement_major: `(agreement_id, school_major_id)
    SELECT a.id, ${major('a.school_id', 'a.id + n.seq')}
      FROM agreement a STRAIGHT_JOIN seq_1_to_2 n WHERE FIND_IN_SET('JOINT_TRAINING', a.kinds)`,
  execution_record: `(agreement_id, code, occurred_on, activity_kind, verified, verified_at, reversed_at)
    SELECT a.id, CONCAT('E', n.seq), ELT(n.seq, '2024-06-01', '2025-04-01', '2025-09-01'), '课程共建',
           (a.id + n.seq) % 4 <> 0, NULL, IF((a.id + n.seq) % 23 = 0, '2025-10-01', NULL)
      FROM agreement a STRAIGHT_JOIN seq_1_to_${NATION.executionsPerAgreement} n`,
  training_session: `(id, code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on)
    SELECT (s.id - 1) * ${NATION.trainingsPerSchool} + n.seq, CONCAT('T-', s.id, '-', n.seq), s.id,
           ${enterprise('s.id + n.seq')}, CONCAT('6-18-01-0', n.seq % 5), 2 + n.seq % 3, '2025-03-01', '2025-04-01'
      FROM school s STRAIGHT_JOIN seq_1_to_${NATION.trainingsPerSchool} n`,
  trainee: `(training_session_id, name, id_number, person_key, passed)
    SELECT t.id, '学员', REPEAT('x', 80),
           RPAD(REPLACE(TO_BASE64(UNHEX(SHA2(CONCAT(t.school_id, '-', (n.seq + t.id * 29) % 150), 256))), '=', ''), 43, 'A'),
           n.seq % 12 <> 0
      FROM training_session t STRAIGHT_JOIN seq_1_to_${NATION.traineesPerTraining} n`,
  secondment: `(code, school_id, teacher_number, teacher_name, enterprise_id, starts_on, ends_on, verified)
    SELECT CONCAT('D-', s.id, '-', n.seq), s.id, CONCAT('T', n.seq % 7), '教师', ${enterprise('s.id + n.seq')},
           DATE_ADD('2024-12-01', INTERVAL n.seq * 15 DAY), DATE_ADD('2025-02-15', INTERVAL n.seq * 17 DAY),
           n.seq % 5 <> 0
      FROM school s STRAIGHT_JOIN seq_1_to_${NATION.secondmentsPerSchool} n`,
  quota: `(school_id, year, indicator_code, amount) SELECT id, ${YEAR}, 'SECONDMENTS', 400 FROM school`,
  committee_member: `(school_id, name, employer, affiliation, starts_on)
    SELECT s.id, CONCAT('成员', n.seq), '单位', ELT(1 + n.seq % 4, 'SCHOOL', 'ENTERPRISE', 'INDUSTRY', 'SCHOOL'),
           '2024-01-01'
      FROM school s STRAIGHT_JOIN seq_1_to_${NATION.membersPerSchool} n`,
};

/** Fills the empty database; gives the number of students. */
export async function seedNation(connection: Connection): Promise<number> {
  await connection.query('SET FOREIGN_KEY_CHECKS = 0, UNIQUE_CHECKS = 0');
  for (const [table, rows] of Object.entries(TABLES)) await connection.query(`INSERT INTO ${table} ${rows}`);
  await connection.query('SET FOREIGN_KEY_CHECKS = 1, UNIQUE_CHECKS = 1');
  await connection.query(
    'INSERT INTO policy (code, version, title, valid_from_year, valid_to_year, document, source) VALUES ?',
    [
      [
        [
          POLICY_2011.code,
          1,
          POLICY_2011.title,
          POLICY_2011.validFromYear,
          null,
          JSON.stringify(POLICY_2011.document),
          '',
        ],
      ],
    ],
  );
  await analyze(connection, Object.keys(TABLES));
  const [[row]] = (await connection.query(
    'SELECT SUM(heads) AS students FROM enrolment_snapshot WHERE counted_on = (SELECT MAX(counted_on) FROM enrolment_snapshot)',
  )) as unknown as [[{ students: string }]];
  return Number(row.students);
}
