import { AssessmentScheme } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { DecimalText } from '../model/decimal-text';
import { Ranking, RankingRow } from '../model/ranking';
import { RankingBundle } from '../model/ranking-bundle';

/** A published ranking as everybody may read it; small numbers of people were withheld before it came here. */
export interface PublishedRanking {
  readonly region: string;
  readonly year: number;
  readonly version: number;
  /** Of the sealed bundle: who asks whether this is what was sealed compares it. */
  readonly digest: string;
  readonly rankings: readonly PublishedSubject[];
}

export interface PublishedSubject {
  readonly subject: AssessmentSubject;
  readonly schemeTitle: string;
  readonly schemeVersion: number;
  /** 示例: the weights are nobody's decision yet. */
  readonly sample: boolean;
  readonly goals: readonly PublishedGoal[];
  /** By rank, the unranked last. */
  readonly rows: readonly PublishedRow[];
}

export interface PublishedGoal {
  readonly code: string;
  readonly title: string;
  readonly weight: DecimalText;
}

export interface PublishedRow {
  readonly code: string;
  readonly name: string;
  /** null: takes no part in the ranking. */
  readonly rank: number | null;
  readonly score: DecimalText;
  /** Title of the award. */
  readonly award: string | null;
  /** Titles of the vetoes that apply. */
  readonly vetoes: readonly string[];
  /** In the scheme's order, one for each goal. */
  readonly goals: readonly PublishedGoalScore[];
}

/** Everything but the code is null when the number of people behind it is so small that it could name somebody. */
export interface PublishedGoalScore {
  readonly goal: string;
  readonly withheld: boolean;
  readonly score: DecimalText | null;
  readonly maximum: DecimalText | null;
  readonly value: DecimalText | null;
  readonly target: DecimalText | null;
  readonly reason: string | null;
}

/** What a bundle's public version has of it. */
export type PublishedSource = Pick<RankingBundle, 'region' | 'year' | 'version' | 'digest' | 'schemes' | 'rankings'>;

/** @param source a public version: the goals that its rows lack are withheld */
export function publishedRanking(source: PublishedSource): PublishedRanking {
  const { region, year, version, digest, schemes, rankings } = source;
  return {
    region,
    year,
    version,
    digest,
    rankings: schemes.flatMap((scheme) => {
      const ranking = rankings.find(({ subject }) => subject === scheme.subject);
      return ranking ? [publishedSubject(scheme, ranking)] : [];
    }),
  };
}

function publishedSubject(scheme: AssessmentScheme, { subject, rows }: Ranking): PublishedSubject {
  return {
    subject,
    schemeTitle: scheme.title,
    schemeVersion: scheme.version,
    sample: scheme.sample,
    goals: scheme.goals.map(({ code, title, weight }) => ({ code, title, weight })),
    rows: rows.map((row) => publishedRow(scheme, row)),
  };
}

function publishedRow(scheme: AssessmentScheme, row: RankingRow): PublishedRow {
  const { code, name, rank, score } = row;
  return {
    code,
    name,
    rank,
    score,
    award: scheme.awards.find((award) => award.code === row.award)?.title ?? null,
    vetoes: row.vetoes.map((veto) => scheme.vetoes.find((each) => each.code === veto)?.title ?? veto),
    goals: scheme.goals.map((goal) => publishedGoalScore(goal.code, row)),
  };
}

function publishedGoalScore(goal: string, { goals }: RankingRow): PublishedGoalScore {
  const found = goals.find((each) => each.goal === goal);
  if (!found) return { goal, withheld: true, score: null, maximum: null, value: null, target: null, reason: null };
  const { score, maximum, value, target, reason } = found;
  return { goal, withheld: false, score, maximum, value, target, reason };
}
