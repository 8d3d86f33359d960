import { AssessmentScheme } from '../model/assessment-scheme';
import { DecimalText } from '../model/decimal-text';
import { Ranking, RankingRow } from '../model/ranking';
import { difference } from './difference-of';
import { GoalMove, goalMoves } from './goal-moves';

/** A ranking with the scheme that it was made by. */
export interface SchemedRanking {
  readonly scheme: AssessmentScheme;
  readonly ranking: Ranking;
}

/** How one organisation stands in two rankings; null: it is not in that one. */
export interface RankingMove {
  readonly organisationId: number;
  readonly code: string;
  readonly name: string;
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  /** Places won, negative when lost; null unless it is ranked in both. */
  readonly places: number | null;
  readonly scoreBefore: DecimalText | null;
  readonly scoreAfter: DecimalText | null;
  /** null unless it is in both. */
  readonly scoreChange: DecimalText | null;
  readonly awardBefore: string | null;
  readonly awardAfter: string | null;
  /** Goals whose points, value or worth are not the same, in the order of the later scheme. */
  readonly goals: readonly GoalMove[];
}

/**
 * Who moves between two rankings, by how much, and why by goal: another scheme on the same facts (what-if), or the same
 * city a year later. Everybody is there, in the order of the later ranking, then those who left.
 */
export function compareRankings(before: SchemedRanking, after: SchemedRanking): RankingMove[] {
  const earlier = new Map(before.ranking.rows.map((row) => [row.organisationId, row]));
  const later = new Set(after.ranking.rows.map(({ organisationId }) => organisationId));
  const left = before.ranking.rows.filter(({ organisationId }) => !later.has(organisationId));
  return [
    ...after.ranking.rows.map((row) => moveOf(earlier.get(row.organisationId), row, before.scheme, after.scheme)),
    ...left.map((row) => moveOf(row, undefined, before.scheme, after.scheme)),
  ];
}

/** Moves of those whose rank, score or award is not the same. */
export function whoMoves(moves: readonly RankingMove[]): RankingMove[] {
  return moves.filter(
    (move) =>
      move.rankBefore !== move.rankAfter ||
      move.scoreBefore !== move.scoreAfter ||
      move.awardBefore !== move.awardAfter,
  );
}

function moveOf(
  before: RankingRow | undefined,
  after: RankingRow | undefined,
  schemeBefore: AssessmentScheme,
  schemeAfter: AssessmentScheme,
): RankingMove {
  const { organisationId, code, name } = (after ?? before) as RankingRow;
  const [rankBefore, rankAfter] = [before?.rank ?? null, after?.rank ?? null];
  return {
    organisationId,
    code,
    name,
    rankBefore,
    rankAfter,
    places: rankBefore === null || rankAfter === null ? null : rankBefore - rankAfter,
    scoreBefore: before?.score ?? null,
    scoreAfter: after?.score ?? null,
    scoreChange: before && after ? difference(before.score, after.score) : null,
    awardBefore: before?.award ?? null,
    awardAfter: after?.award ?? null,
    goals: goalMoves(before?.goals ?? [], after?.goals ?? [], schemeBefore, schemeAfter),
  };
}
