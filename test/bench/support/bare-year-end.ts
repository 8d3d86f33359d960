/** What the year end measures beside the six indicators, as plain set-based SQL for all schools: figures alone, no evidence. */
import { Connection } from 'mysql2/promise';
import { bareFigures } from './bare-aggregates';
import { AS_OF, YEAR } from './nation';

const NEW_YEAR = `${YEAR}-01-01`;
const IN_FORCE = `a.filed_on <= '${AS_OF}' AND a.effective_from <= '${AS_OF}'
  AND (a.effective_to IS NULL OR a.effective_to >= '${AS_OF}')
  AND (a.terminated_on IS NULL OR a.terminated_on > '${AS_OF}')`;

const STATEMENTS: readonly string[] = [
  `SELECT a.school_id, COUNT(DISTINCT a.id) AS agreements, COUNT(x.id) AS executions
     FROM agreement a
     LEFT JOIN execution_record x ON x.agreement_id = a.id AND x.occurred_on BETWEEN '${NEW_YEAR}' AND '${AS_OF}'
      AND x.verified = 1 AND x.reversed_at IS NULL
    WHERE ${IN_FORCE} GROUP BY a.school_id`,
  `SELECT a.school_id, COUNT(*) AS renewals
     FROM agreement a
     JOIN agreement q ON q.id = a.predecessor_id AND q.enterprise_id = a.enterprise_id AND q.school_id = a.school_id
    WHERE a.filed_on BETWEEN '${NEW_YEAR}' AND '${AS_OF}' GROUP BY a.school_id`,
  `SELECT school_id, COUNT(DISTINCT teacher_number) AS teachers
     FROM secondment
    WHERE ends_on >= '${NEW_YEAR}' AND starts_on <= '${AS_OF}' AND verified = 1 AND reversed_at IS NULL
    GROUP BY school_id`,
  `SELECT c.school_id, SUM(c.heads), SUM(c.placed_before) FROM graduate_cohort c
    WHERE c.graduation_year = ${YEAR} GROUP BY c.school_id`,
  `SELECT a.school_id, COUNT(*), SUM(o.related_to_major)
     FROM application a JOIN placement_outcome o ON o.application_id = a.id AND o.placed_on <= '${AS_OF}'
    GROUP BY a.school_id`,
  `SELECT school_id, COUNT(*) FROM training_offer
    WHERE status <> 'DRAFT' AND starts_on BETWEEN '${NEW_YEAR}' AND '${AS_OF}' GROUP BY school_id`,
  `SELECT organisation_id, fact, SUM(value) FROM assessment_recorded_fact
    WHERE year = ${YEAR} AND subject = 'SCHOOL' AND withdrawn_at IS NULL GROUP BY organisation_id, fact`,
];

/** Everything the year end asks of the database. */
export async function bareYearEnd(connection: Connection): Promise<void> {
  await bareFigures(connection);
  for (const sql of STATEMENTS) await connection.query(sql);
}
