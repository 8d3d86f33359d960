import { AssessmentScheme } from '../model/assessment-scheme';
import { RankingRow } from '../model/ranking';
import { Ratio } from '../scoring/ratio';
import { shareRanks } from './share-ranks';
import { compareRows } from './order';

/**
 * Awards of ranked rows, which come in order. Places add up from the highest award down and are counted among the rows
 * without a veto; whoever shares a place's rank shares the award.
 */
export function withAwards(scheme: AssessmentScheme, rows: readonly RankingRow[]): RankingRow[] {
  const eligible = rows.filter(({ vetoes }) => vetoes.length === 0);
  const places = shareRanks(eligible, (one, other) => compareRows(scheme, one, other) === 0);
  const placeOf = new Map(eligible.map((row, index) => [row, places[index] as number]));
  return rows.map((row) => ({ ...row, award: awardOf(scheme, row, placeOf.get(row)) }));
}

function awardOf({ awards }: AssessmentScheme, { score }: RankingRow, place: number | undefined): string | null {
  if (place === undefined) return null;
  let upTo = 0;
  for (const award of awards) {
    upTo += award.places ?? 0;
    const highEnough = award.minimalScore === null || Ratio.of(score).atLeast(Ratio.of(award.minimalScore));
    if (highEnough && (award.places === null || place <= upTo)) return award.code;
  }
  return null;
}
