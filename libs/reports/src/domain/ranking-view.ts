import {
  AssessmentScheme,
  AssessmentSubject,
  Award,
  Goal,
  GoalScore,
  RankingBundle,
  RankingRow,
} from '@sxbq/assessment/verification';
import { compareDecimals } from './decimals';
import { FactView, factsOf, knownOrganisations, ShownOrganisation } from './organisation-view';
import type { ReportOptions } from './report-options';

/** A ranking as reports show it: titles beside codes, last year beside this one, few people withheld. */
export interface RankingView {
  readonly bundle: Pick<RankingBundle, 'digest' | 'version' | 'region' | 'run'>;
  readonly scheme: AssessmentScheme;
  readonly subject: AssessmentSubject;
  readonly year: number;
  readonly goals: readonly Goal[];
  readonly rows: readonly RowView[];
  /** Earlier years' views of the same subject, the latest first. */
  readonly earlier: readonly RankingView[];
}

export interface RowView {
  readonly row: Omit<RankingRow, 'goals'>;
  readonly organisation: ShownOrganisation;
  readonly award: Award | null;
  /** Titles of the vetoes that apply. */
  readonly vetoes: readonly string[];
  /** Rank of the year before; null: none. */
  readonly previousRank: number | null;
  /** In the scheme's order. */
  readonly cells: readonly GoalView[];
}

/** One goal of one organisation. */
export interface GoalView {
  readonly goal: Goal;
  /** null: withheld from the public version. */
  readonly score: GoalScore | null;
  /** Facts of the goal's components, the one that tables show first; none where people score. */
  readonly facts: readonly FactView[];
}

/**
 * @param earlier bundles of years before, in any order; those that did not assess the subject do not count
 * @returns null when the bundle has no ranking of the subject
 */
export function rankingView(
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: Pick<ReportOptions, 'subject' | 'audience'>,
): RankingView | null {
  const past = earlier
    .filter(({ year }) => year < bundle.year)
    .sort((one, other) => other.year - one.year)
    .flatMap((each) => singleView(each, options, []) ?? []);
  return singleView(bundle, options, past);
}

function singleView(
  bundle: RankingBundle,
  { subject, audience }: Pick<ReportOptions, 'subject' | 'audience'>,
  earlier: readonly RankingView[],
): RankingView | null {
  const scheme = bundle.schemes.find((each) => each.subject === subject);
  const ranking = bundle.rankings.find((each) => each.subject === subject);
  if (!scheme || !ranking) return null;
  const organisations = knownOrganisations(bundle, subject, audience);
  const lastYear = earlier[0]?.year === bundle.year - 1 ? earlier[0] : undefined;
  const previousRanks = new Map(lastYear?.rows.map(({ row }) => [row.organisationId, row.rank]));
  const rows = ranking.rows.map((row): RowView => {
    const organisation = organisations.get(row.organisationId);
    if (!organisation) throw new Error(`the bundle ranks ${row.code} without its facts`);
    const scores = new Map(row.goals.map((score) => [score.goal, score]));
    return {
      row,
      organisation,
      award: scheme.awards.find(({ code }) => code === row.award) ?? null,
      vetoes: row.vetoes.map((code) => scheme.vetoes.find((veto) => veto.code === code)?.title ?? code),
      previousRank: previousRanks.get(row.organisationId) ?? null,
      cells: scheme.goals.map((goal) => {
        const score = organisation.withheldGoals.has(goal.code) ? null : (scores.get(goal.code) ?? null);
        return { goal, score, facts: factsOf(goal, organisation, score) };
      }),
    };
  });
  const { digest, version, region, run } = bundle;
  const head = { digest, version, region, run };
  return { bundle: head, scheme, subject, year: bundle.year, goals: scheme.goals, rows, earlier };
}

/** Rows that have a rank, the best first. */
export const rankedRows = ({ rows }: Pick<RankingView, 'rows'>): readonly RowView[] =>
  rows.filter(({ row }) => row.rank !== null);

/** Places won (above 0) or lost against the year before; null where one of the two is missing. */
export const placesWon = ({ row, previousRank }: Pick<RowView, 'row' | 'previousRank'>): number | null =>
  row.rank === null || previousRank === null ? null : previousRank - row.rank;

export const isFull = ({ score }: GoalView): boolean =>
  score !== null && compareDecimals(score.score, score.maximum) >= 0;

/** Scores of one goal that may be shown. */
export const scoresOf = (rows: readonly RowView[], goalIndex: number): readonly GoalScore[] =>
  rows.flatMap(({ cells }) => cells[goalIndex]?.score ?? []);
