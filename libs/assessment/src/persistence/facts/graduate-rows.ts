import { RowReader } from '@sxbq/platform';
import { CohortRow } from '../../domain/measuring/rows';
import { FactRequest } from './subject';

type Row = [number, number, number, number, number | string, number | string];

/** Cohorts of the year, each with what its graduates reached up to D; one statement. */
export async function readCohortRows(reader: RowReader, { ids, period, asOf }: FactRequest): Promise<CohortRow[]> {
  const rows = await reader.rows<Row>(
    `SELECT c.school_id, c.id, c.heads, c.placed_before, COUNT(o.application_id), COALESCE(SUM(o.related_to_major), 0)
       FROM graduate_cohort c
       LEFT JOIN graduate g ON g.cohort_id = c.id
       LEFT JOIN application a ON a.accepted_graduate_id = g.id
       LEFT JOIN placement_outcome o ON o.application_id = a.id AND o.placed_on <= ?
      WHERE c.school_id IN (?) AND c.graduation_year = ?
      GROUP BY c.id`,
    [asOf, ids, period.year],
  );
  return rows.map(([organisationId, id, heads, placedBefore, placed, related]) => ({
    organisationId,
    id,
    heads,
    placedBefore,
    placed: Number(placed),
    related: Number(related),
  }));
}
