import { AssessmentScheme, TieBreak, VetoEffect } from '../model/assessment-scheme';
import { RankingRow } from '../model/ranking';
import { Ratio } from '../scoring/ratio';

/** What the order of two rows depends on. */
export type Ordered = Pick<RankingRow, 'score' | 'hardTargetsMet' | 'vetoes' | 'goals'>;

/** Below 0: one comes first; 0: a true tie; null: cannot be told, because a goal's score is withheld. */
export function compareRows(scheme: AssessmentScheme, one: Ordered, other: Ordered): number | null {
  const byVeto = Number(isLast(scheme, one)) - Number(isLast(scheme, other));
  if (byVeto !== 0) return byVeto;
  const byScore = Ratio.of(other.score).compare(Ratio.of(one.score));
  if (byScore !== 0) return byScore;
  for (const tieBreak of scheme.tieBreaks) {
    const difference = compareBy(tieBreak, one, other);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True when a veto ranks the organisation behind all others. */
export function isLast({ vetoes }: AssessmentScheme, row: Pick<RankingRow, 'vetoes'>): boolean {
  return vetoes.some(({ code, effect }) => effect === VetoEffect.LAST && row.vetoes.includes(code));
}

function compareBy(tieBreak: TieBreak, one: Ordered, other: Ordered): number | null {
  if (tieBreak.kind === 'HARD_TARGETS') return other.hardTargetsMet - one.hardTargetsMet;
  const [first, second] = [one, other].map(({ goals }) => goals.find(({ goal }) => goal === tieBreak.goal)?.score);
  if (first === undefined || second === undefined) return null;
  return Ratio.of(second).compare(Ratio.of(first));
}
