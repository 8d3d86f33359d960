import { RowReader } from '@sxbq/platform';
import { PeopleRow } from '../../domain/measuring/rows';
import { FactRequest, SubjectColumn } from './subject';

/** Teachers with a verified secondment that touches the year up to D, each at the first: sent by a school, hosted by an enterprise. */
export async function readTeacherRows(
  reader: RowReader,
  subject: SubjectColumn,
  { ids, period, asOf }: FactRequest,
): Promise<PeopleRow[]> {
  const rows = await reader.rows<[number, number, number | string]>(
    `SELECT ${subject}, first, COUNT(*)
       FROM (SELECT ${subject}, MIN(id) AS first
               FROM secondment
              WHERE ${subject} IN (?) AND ends_on >= ? AND starts_on <= ? AND verified = 1 AND reversed_at IS NULL
              GROUP BY ${subject}, school_id, teacher_number) teachers
      GROUP BY ${subject}, first`,
    [ids, period.firstDay, asOf],
  );
  return rows.map(([organisationId, id, people]) => ({ organisationId, id, people: Number(people) }));
}

/** An enterprise's staff who passed a grade of an occupation in sessions that ended from 1 January to D, whatever the grade. */
export async function readTrainedStaffRows(
  reader: RowReader,
  { ids, period, asOf }: FactRequest,
): Promise<PeopleRow[]> {
  const rows = await reader.rows<[number, number, number | string]>(
    `SELECT enterprise_id, first, COUNT(*)
       FROM (SELECT s.enterprise_id, MIN(s.id) AS first
               FROM training_session s
               JOIN trainee t ON t.training_session_id = s.id AND t.passed = 1
              WHERE s.enterprise_id IN (?) AND s.ends_on BETWEEN ? AND ?
              GROUP BY s.enterprise_id, t.person_key, s.occupation_code, s.grade) passes
      GROUP BY enterprise_id, first`,
    [ids, period.firstDay, asOf],
  );
  return rows.map(([organisationId, id, people]) => ({ organisationId, id, people: Number(people) }));
}
