import { RowReader } from '@sxbq/platform';
import { FactCode } from '../../domain/facts/fact-code';
import { RecordedRow } from '../../domain/measuring/rows';
import { AssessmentSubject } from '../../domain/model/assessment-subject';
import { FactRequest } from './subject';

/** What was written down for the year and not taken back, in order of id. */
export async function readRecordedRows(
  reader: RowReader,
  subject: AssessmentSubject,
  { ids, period }: FactRequest,
): Promise<RecordedRow[]> {
  const rows = await reader.rows<[number, number, FactCode, number]>(
    `SELECT organisation_id, id, fact, value
       FROM assessment_recorded_fact
      WHERE year = ? AND subject = ? AND organisation_id IN (?) AND withdrawn_at IS NULL
      ORDER BY id`,
    [period.year, subject, ids],
  );
  return rows.map(([organisationId, id, fact, value]) => ({ organisationId, id, fact, value }));
}
