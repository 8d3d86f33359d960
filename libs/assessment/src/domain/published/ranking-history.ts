import { AssessmentSubject } from '../model/assessment-subject';
import { DecimalText } from '../model/decimal-text';
import { Ratio } from '../scoring/ratio';
import { PublishedGoal, PublishedRanking, PublishedRow, PublishedSubject } from './published-ranking';

/** Several years of one subject side by side. */
export interface RankingHistory {
  readonly subject: AssessmentSubject;
  /** Ascending; years without a published ranking of the subject are not among them. */
  readonly years: readonly number[];
  /** Goals of the latest year's scheme. */
  readonly goals: readonly PublishedGoal[];
  /** In the latest year's order; who is in earlier years only comes after, by code. */
  readonly rows: readonly HistoryRow[];
}

export interface HistoryRow {
  readonly code: string;
  readonly name: string;
  /** One for each of the years. */
  readonly places: readonly YearPlace[];
  /** From the last but one of the years to the last; null when it was not ranked in both. */
  readonly movement: Movement | null;
}

/** rank null beside a score: took no part in the ranking; both null: was not there. */
export interface YearPlace {
  readonly year: number;
  readonly rank: number | null;
  readonly score: DecimalText | null;
}

export interface Movement {
  /** Above 0: places won. */
  readonly places: number;
  readonly score: DecimalText;
  /** Goals that both years have, in the latest scheme's order. */
  readonly goals: readonly GoalMovement[];
}

export interface GoalMovement {
  readonly goal: string;
  readonly title: string;
  /** null: withheld in one of the years. */
  readonly from: DecimalText | null;
  readonly to: DecimalText | null;
  readonly difference: DecimalText | null;
  /** The weight has changed, so that points alone do not tell. */
  readonly reweighted: boolean;
}

const DECIMALS = 6;

/** null when no year has a ranking of the subject. */
export function rankingHistory(all: readonly PublishedRanking[], subject: AssessmentSubject): RankingHistory | null {
  const years = all
    .flatMap(({ year, rankings }) => {
      const ranking = rankings.find((each) => each.subject === subject);
      return ranking ? [{ year, ranking, rows: new Map(ranking.rows.map((row) => [row.code, row])) }] : [];
    })
    .sort((one, other) => one.year - other.year);
  const latest = years.at(-1);
  if (!latest) return null;
  const before = years.at(-2);
  const earlier = years.slice(0, -1).flatMap(({ ranking }) => ranking.rows);
  const gone = [
    ...new Map(earlier.filter(({ code }) => !latest.rows.has(code)).map((row) => [row.code, row])).values(),
  ];
  const rows = [...latest.ranking.rows, ...gone.sort((one, other) => (one.code < other.code ? -1 : 1))];
  return {
    subject,
    years: years.map(({ year }) => year),
    goals: latest.ranking.goals,
    rows: rows.map(({ code, name }) => ({
      code,
      name,
      places: years.map(({ year, rows: ofYear }) => placeOf(year, ofYear.get(code))),
      movement: before ? movementOf(before, latest, code) : null,
    })),
  };
}

const placeOf = (year: number, row: PublishedRow | undefined): YearPlace => ({
  year,
  rank: row?.rank ?? null,
  score: row?.score ?? null,
});

interface OfYear {
  readonly ranking: PublishedSubject;
  readonly rows: ReadonlyMap<string, PublishedRow>;
}

function movementOf(before: OfYear, latest: OfYear, code: string): Movement | null {
  const [was, is] = [before.rows.get(code), latest.rows.get(code)];
  if (!was || !is || was.rank === null || is.rank === null) return null;
  return {
    places: was.rank - is.rank,
    score: difference(was.score, is.score),
    goals: latest.ranking.goals.flatMap((goal) => goalMovement(goal, before, was, is) ?? []),
  };
}

function goalMovement(
  goal: PublishedGoal,
  { ranking }: OfYear,
  was: PublishedRow,
  is: PublishedRow,
): GoalMovement | null {
  const { code, title, weight } = goal;
  const known = ranking.goals.find((each) => each.code === code);
  const [old, now] = [was, is].map(({ goals }) => goals.find((each) => each.goal === code));
  if (!known || !old || !now) return null;
  const [from, to] = [old.score, now.score];
  return {
    goal: code,
    title,
    from,
    to,
    reweighted: known.weight !== weight,
    difference: from === null || to === null ? null : difference(from, to),
  };
}

/** Exact; of two rounded scores, so that no digit is lost. */
function difference(from: DecimalText, to: DecimalText): DecimalText {
  const [one, other] = [Ratio.of(from), Ratio.of(to)];
  return other.atLeast(one) ? other.minus(one).rounded(DECIMALS) : `-${one.minus(other).rounded(DECIMALS)}`;
}
