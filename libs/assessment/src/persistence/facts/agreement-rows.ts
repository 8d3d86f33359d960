import { RowReader } from '@sxbq/platform';
import { AgreementRow } from '../../domain/measuring/rows';
import { FactRequest, SubjectColumn } from './subject';

type Row = [number, number, number, number, number | string];

/** Filed agreements whatever their kind, as far as the year concerns them (in force: domain.md §2); one statement. */
export async function readAgreementRows(
  reader: RowReader,
  subject: SubjectColumn,
  { ids, period, asOf }: FactRequest,
): Promise<AgreementRow[]> {
  const rows = await reader.rows<Row>(
    `SELECT a.${subject}, a.id,
            a.effective_from <= ? AND (a.effective_to IS NULL OR a.effective_to >= ?)
              AND (a.terminated_on IS NULL OR a.terminated_on > ?) AS in_force,
            q.id IS NOT NULL AND a.filed_on >= ? AS renewal, COUNT(x.id) AS executions
       FROM agreement a
       LEFT JOIN agreement q
         ON q.id = a.predecessor_id AND q.enterprise_id = a.enterprise_id AND q.school_id = a.school_id
       LEFT JOIN execution_record x
         ON x.agreement_id = a.id AND x.occurred_on BETWEEN ? AND ? AND x.verified = 1 AND x.reversed_at IS NULL
      WHERE a.${subject} IN (?) AND a.filed_on <= ?
      GROUP BY a.id
     HAVING in_force OR renewal OR executions > 0`,
    [asOf, asOf, asOf, period.firstDay, period.firstDay, asOf, ids, asOf],
  );
  return rows.map(([organisationId, id, inForce, renewal, executions]) => ({
    organisationId,
    id,
    inForce: inForce === 1,
    renewal: renewal === 1,
    executions: Number(executions),
  }));
}
