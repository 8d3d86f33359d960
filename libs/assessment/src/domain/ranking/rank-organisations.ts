import { AssessmentScheme, VetoEffect } from '../model/assessment-scheme';
import { OrganisationFacts } from '../model/facts';
import { Ranking, RankingRow } from '../model/ranking';
import { RankingInput } from '../model/ranking-bundle';
import { Standing, standings } from '../scoring/corrections';
import { isUnranked } from '../scoring/joining';
import { Ratio } from '../scoring/ratio';
import { isHardTargetMet } from '../scoring/score-component';
import { scoreGoals } from '../scoring/score-goals';
import { withAwards } from './awards';
import { compareRows } from './order';
import { shareRanks } from './share-ranks';
import { vetoesOf } from './vetoes';

/** Version of scoring and ranking; grows whenever they would give another answer to the same input. */
export const RULE_SET_VERSION = 'assessment/1';

/** What rankings are computed from. */
export type Rankable = Pick<RankingInput, 'schemes' | 'organisations' | 'marks' | 'corrections'>;

/** One ranking for each scheme, in the schemes' order; the order of everything else means nothing. */
export function rankAll({ schemes, organisations, marks, corrections }: Rankable): Ranking[] {
  const all = standings(organisations, marks, corrections).standings;
  return schemes.map((scheme) => rankStandings(scheme, all));
}

function rankStandings(scheme: AssessmentScheme, all: readonly Standing[]): Ranking {
  const own = all.filter(({ organisation }) => organisation.subject === scheme.subject);
  const [unranked, ranked] = partition(own, ({ organisation }) => isUnranked(organisation, scheme));
  const ordered = ranked.map((each) => scoreRow(scheme, each)).sort((one, other) => inOrder(scheme, one, other));
  const ranks = shareRanks(ordered, (one, other) => compareRows(scheme, one, other) === 0);
  const rows = ordered.map((row, index) => ({ ...row, rank: ranks[index] as number }));
  const others = unranked.map((each) => scoreRow(scheme, each)).sort(byCode);
  return { subject: scheme.subject, rows: [...withAwards(scheme, rows), ...others] };
}

/** Without rank and award. */
function scoreRow(scheme: AssessmentScheme, standing: Standing): RankingRow {
  const { organisationId, code, name } = standing.organisation;
  const goals = scoreGoals(scheme, standing);
  const vetoes = vetoesOf(scheme, standing);
  const isZero = vetoes.some(({ effect }) => effect === VetoEffect.SCORE_ZERO);
  const total = Ratio.sum(goals.map(({ score }) => Ratio.of(score)));
  return {
    organisationId,
    code,
    name,
    rank: null,
    score: isZero ? '0' : total.rounded(scheme.decimals),
    hardTargetsMet: hardTargetsMet(scheme, standing),
    award: null,
    vetoes: vetoes.map((veto) => veto.code),
    goals,
  };
}

function hardTargetsMet(scheme: AssessmentScheme, standing: Standing): number {
  return scheme.goals.filter(({ hardTarget }) => hardTarget !== null && isHardTargetMet(scheme, hardTarget, standing))
    .length;
}

/** True ties by code, so that the rows have one order. */
function inOrder(scheme: AssessmentScheme, one: RankingRow, other: RankingRow): number {
  return compareRows(scheme, one, other) || byCode(one, other);
}

type Named = Pick<OrganisationFacts, 'code' | 'organisationId'>;

function byCode(one: Named, other: Named): number {
  if (one.code !== other.code) return one.code < other.code ? -1 : 1;
  return one.organisationId - other.organisationId;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
