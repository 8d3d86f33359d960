import { groupBy } from '@sxbq/kernel';
import { organisationKey } from '../model/facts';
import { Ranking, RankingRow } from '../model/ranking';
import { Rankable } from '../ranking/rank-organisations';
import { Holding } from './cells';

/** What the input and its rankings say about each organisation, in the order of the organisations. */
export function holdingsOf({ organisations, marks, corrections }: Rankable, rankings: readonly Ranking[]): Holding[] {
  const marksOf = groupBy(marks, organisationKey);
  const correctionsOf = groupBy(corrections, organisationKey);
  const rows = rowsByOrganisation(rankings);
  return organisations.map((organisation) => {
    const key = organisationKey(organisation);
    return {
      organisation,
      marks: marksOf.get(key) ?? [],
      corrections: correctionsOf.get(key) ?? [],
      row: rows.get(key) ?? null,
    };
  });
}

export function rowsByOrganisation(rankings: readonly Ranking[]): Map<string, RankingRow> {
  return new Map(
    rankings.flatMap(({ subject, rows }) =>
      rows.map((row) => [organisationKey({ subject, organisationId: row.organisationId }), row] as const),
    ),
  );
}
