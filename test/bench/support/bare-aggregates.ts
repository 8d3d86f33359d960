/**
 * The six indicators' figures as the best set-based SQL found for them (MariaDB 10.11), without evidence, reasons or
 * verdicts: what a recompute cannot be faster than. Policy 2011 is written into the statements.
 */
import { Connection, RowDataPacket } from 'mysql2/promise';
import { AS_OF, YEAR } from './nation';

/** Figures of one school. */
export interface BareFigures {
  partners: number;
  majorsMet: number;
  majorsConcerned: number;
  heads: number;
  seniorHeads: number;
  countedHeads: number;
  trainings: number;
  days: number;
  members: number;
  outsideMembers: number;
}

const NEW_YEAR = `${YEAR}-01-01`;
const COUNTED_LEVELS = "'SENIOR', 'PRE_TECHNICIAN', 'TECHNICIAN'";

/** domain.md §2: in force on D, plan approved, one verified execution this year, partner of counted kind. */
const EFFECTIVE = `a.filed_on <= '${AS_OF}' AND a.effective_from <= '${AS_OF}'
  AND (a.effective_to IS NULL OR a.effective_to >= '${AS_OF}')
  AND (a.terminated_on IS NULL OR a.terminated_on > '${AS_OF}')
  AND EXISTS (SELECT 1 FROM execution_record x
               WHERE x.agreement_id = a.id AND x.occurred_on BETWEEN '${NEW_YEAR}' AND '${AS_OF}' AND x.verified = 1
                 AND x.reversed_at IS NULL)`;
const WITH_PLAN_AND_PARTNER = `agreement a
  JOIN cooperation_plan p ON p.agreement_id = a.id AND p.approved_on <= '${AS_OF}'
  JOIN enterprise e ON e.id = a.enterprise_id AND e.kind = 'ENTERPRISE'`;

/** Date and heads packed into one number: the greatest is the latest, in one pass over the covering index. */
const latestHeads = (school: string): string => `
  SELECT school_class_id, MAX((TO_DAYS(counted_on) << 24) | heads) AS packed
    FROM enrolment_snapshot WHERE ${school} counted_on <= '${AS_OF}' GROUP BY school_class_id`;

/** One row per school and major, for SENIOR_CLASSES and MAJORS alike. */
const majors = (school: string, partnersPerMajor: string): string => `
  SELECT m.school_id, SUM(m.concerned) AS majorsConcerned, SUM(m.concerned AND c.partners >= 2) AS majorsMet,
         SUM(m.heads) AS heads, SUM(m.senior) AS seniorHeads, SUM(m.counted) AS countedHeads
    FROM (SELECT k.school_id, k.school_major_id, SUM(l.packed & 0xffffff) AS heads,
                 SUM(IF(k.level = 'SENIOR', l.packed & 0xffffff, 0)) AS senior,
                 SUM(IF(k.level IN (${COUNTED_LEVELS}), l.packed & 0xffffff, 0)) AS counted,
                 MAX(k.level IN (${COUNTED_LEVELS}) AND (l.packed IS NULL OR (l.packed & 0xffffff) > 0)) AS concerned
            FROM school_class k LEFT JOIN (${latestHeads(school)}) l ON l.school_class_id = k.id
           WHERE ${school} k.starts_on <= '${AS_OF}' AND (k.ends_on IS NULL OR k.ends_on >= '${AS_OF}')
           GROUP BY k.school_id, k.school_major_id) m
    LEFT JOIN (${partnersPerMajor}) c ON c.school_major_id = m.school_major_id
   GROUP BY m.school_id`;

const training = (school: string): string => `
  SELECT s.school_id, COUNT(DISTINCT t.person_key, s.occupation_code, s.grade) AS trainings
    FROM training_session s JOIN trainee t ON t.training_session_id = s.id AND t.passed = 1
   WHERE ${school} s.ends_on BETWEEN '${NEW_YEAR}' AND '${AS_OF}' AND s.grade <= 3
   GROUP BY s.school_id`;

/** A teacher's days once: each secondment adds what lies after the days of those before it. */
const secondments = (school: string): string => `
  SELECT school_id, SUM(GREATEST(0, DATEDIFF(ends_on, GREATEST(starts_on, COALESCE(before_on + INTERVAL 1 DAY, starts_on)))
                                    + 1)) AS days
    FROM (SELECT school_id, starts_on, ends_on,
                 MAX(ends_on) OVER (PARTITION BY school_id, teacher_number ORDER BY starts_on, ends_on
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_on
            FROM (SELECT school_id, teacher_number, GREATEST(starts_on, '${NEW_YEAR}') AS starts_on,
                         LEAST(ends_on, '${AS_OF}') AS ends_on
                    FROM secondment
                   WHERE ${school} verified = 1 AND reversed_at IS NULL AND ends_on >= '${NEW_YEAR}'
                     AND starts_on <= '${AS_OF}') clipped) runs
   GROUP BY school_id`;

const committee = (school: string): string => `
  SELECT school_id, COUNT(*) AS members, SUM(affiliation IN ('ENTERPRISE', 'INDUSTRY')) AS outsideMembers
    FROM committee_member
   WHERE ${school} starts_on <= '${AS_OF}' AND (ends_on IS NULL OR ends_on > '${AS_OF}') GROUP BY school_id`;

/** All schools: what is effective is found once and kept in a table in memory. */
const WHOLE: readonly string[] = [
  `CREATE OR REPLACE TEMPORARY TABLE effective
     (id INT UNSIGNED PRIMARY KEY, school_id INT UNSIGNED, enterprise_id INT UNSIGNED, close TINYINT, joint TINYINT)
     ENGINE = MEMORY
   SELECT STRAIGHT_JOIN a.id, a.school_id, a.enterprise_id, FIND_IN_SET('CLOSE', a.kinds) > 0 AS close,
          FIND_IN_SET('JOINT_TRAINING', a.kinds) > 0 AS joint
     FROM ${WITH_PLAN_AND_PARTNER}
    WHERE (FIND_IN_SET('CLOSE', a.kinds) OR FIND_IN_SET('JOINT_TRAINING', a.kinds)) AND ${EFFECTIVE}`,
  'SELECT school_id, COUNT(DISTINCT enterprise_id) AS partners FROM effective WHERE close GROUP BY school_id',
  majors(
    '',
    `SELECT am.school_major_id, COUNT(DISTINCT f.enterprise_id) AS partners
       FROM effective f JOIN agreement_major am ON am.agreement_id = f.id WHERE f.joint GROUP BY am.school_major_id`,
  ),
  training(''),
  secondments(''),
  committee(''),
];

/** One school. Each `?` is its id. */
const SINGLE: readonly string[] = [
  `SELECT a.school_id, COUNT(DISTINCT a.enterprise_id) AS partners FROM ${WITH_PLAN_AND_PARTNER}
    WHERE a.school_id = ? AND FIND_IN_SET('CLOSE', a.kinds) AND ${EFFECTIVE} GROUP BY a.school_id`,
  majors(
    'school_id = ? AND ',
    `SELECT am.school_major_id, COUNT(DISTINCT a.enterprise_id) AS partners
       FROM ${WITH_PLAN_AND_PARTNER} JOIN agreement_major am ON am.agreement_id = a.id
      WHERE a.school_id = ? AND FIND_IN_SET('JOINT_TRAINING', a.kinds) AND ${EFFECTIVE} GROUP BY am.school_major_id`,
  ),
  training('s.school_id = ? AND '),
  secondments('school_id = ? AND '),
  committee('school_id = ? AND '),
];

type FigureRow = Partial<BareFigures> & { school_id: number };

/** Every school's figures by school id. */
export async function bareFigures(connection: Connection): Promise<Map<number, BareFigures>> {
  const figures = new Map<number, BareFigures>();
  for (const sql of WHOLE) {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    if (Array.isArray(rows)) merge(figures, rows as FigureRow[]);
  }
  return figures;
}

/** One school's figures. */
export async function bareFiguresOf(connection: Connection, schoolId: number): Promise<BareFigures | undefined> {
  const figures = new Map<number, BareFigures>();
  for (const sql of SINGLE) {
    const values = Array.from({ length: sql.split('?').length - 1 }, () => schoolId);
    const [rows] = await connection.query<RowDataPacket[]>(sql, values);
    merge(figures, rows as unknown as FigureRow[]);
  }
  return figures.get(schoolId);
}

function merge(figures: Map<number, BareFigures>, rows: readonly FigureRow[]): void {
  for (const { school_id: id, ...row } of rows) {
    const known = figures.get(id) ?? noFigures();
    for (const [name, value] of Object.entries(row)) known[name as keyof BareFigures] = Number(value);
    figures.set(id, known);
  }
}

function noFigures(): BareFigures {
  return {
    partners: 0,
    majorsMet: 0,
    majorsConcerned: 0,
    heads: 0,
    seniorHeads: 0,
    countedHeads: 0,
    trainings: 0,
    days: 0,
    members: 0,
    outsideMembers: 0,
  };
}
