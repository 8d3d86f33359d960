import { addDays } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { FilledRow, OfferRow, PostingRow } from '../../domain/measuring/rows';
import { FactRequest, startOfDay, SubjectColumn } from './subject';

/** Postings an officer let pass in the year up to D: still shown, or closed or lapsed since. */
export async function readPostingRows(reader: RowReader, { ids, period, asOf }: FactRequest): Promise<PostingRow[]> {
  const rows = await reader.rows<[number, number, number]>(
    `SELECT enterprise_id, id, heads
       FROM job_posting
      WHERE enterprise_id IN (?) AND status IN ('LIVE', 'CLOSED', 'EXPIRED') AND decided_at >= ? AND decided_at < ?`,
    [ids, startOfDay(period.firstDay), startOfDay(addDays(asOf, 1))],
  );
  return rows.map(([organisationId, id, heads]) => ({ organisationId, id, heads }));
}

/** By the day on which the work was taken up, whenever the posting was shown and whichever year the graduate left in. */
export async function readFilledRows(
  reader: RowReader,
  subject: SubjectColumn,
  { ids, period, asOf }: FactRequest,
): Promise<FilledRow[]> {
  const row = subject === 'school_id' ? 'g.cohort_id' : 'a.job_posting_id';
  const rows = await reader.rows<[number, number, number | string]>(
    `SELECT a.${subject}, ${row}, COUNT(*)
       FROM application a
       JOIN placement_outcome o ON o.application_id = a.id AND o.placed_on BETWEEN ? AND ?
       JOIN graduate g ON g.id = a.accepted_graduate_id
      WHERE a.${subject} IN (?)
      GROUP BY a.${subject}, ${row}`,
    [period.firstDay, asOf, ids],
  );
  return rows.map(([organisationId, id, placed]) => ({ organisationId, id, placed: Number(placed) }));
}

/** Trainings a school offered (培训菜单) that begin from 1 January to D: still offered, or closed or lapsed since. */
export async function readOfferRows(reader: RowReader, { ids, period, asOf }: FactRequest): Promise<OfferRow[]> {
  const rows = await reader.rows<[number, number]>(
    `SELECT school_id, id
       FROM training_offer
      WHERE school_id IN (?) AND status IN ('PUBLISHED', 'CLOSED', 'EXPIRED') AND starts_on BETWEEN ? AND ?`,
    [ids, period.firstDay, asOf],
  );
  return rows.map(([organisationId, id]) => ({ organisationId, id }));
}
