import {
  AssessmentSubject,
  Fact,
  FACT_CATALOGUE,
  FactCode,
  FactEvidence,
  Goal,
  GoalScore,
  OrganisationFacts,
  publicVersionOf,
  RankingBundle,
} from '@sxbq/assessment/verification';
import { Audience } from './report-options';

/** Stands for a number that the public version withholds; documents explain it below their tables. */
export const WITHHELD = '＊';
export const WITHHELD_NOTE = `${WITHHELD}：涉及人数较少，公开版不列。`;

/** An organisation's part of a bundle, as far as the report's readers may see it. */
export interface ShownOrganisation extends Omit<OrganisationFacts, 'facts'> {
  readonly facts: Readonly<Partial<Record<FactCode, ShownFact>>>;
  readonly withheldGoals: ReadonlySet<string>;
}

/** evidence: none in public versions. */
export type ShownFact = Omit<Fact, 'evidence'> & { readonly evidence: readonly FactEvidence[] };

export interface FactView {
  readonly code: FactCode;
  readonly title: string;
  readonly unit: string;
  /** null: withheld, or the bundle has no such fact. */
  readonly fact: ShownFact | null;
  /** What was scored: the fact's value, or what a correction put in its place. */
  readonly scored: string | null;
}

/** Organisations of the subject by id; a public report shows what the bundle's own public version shows. */
export function knownOrganisations(
  bundle: RankingBundle,
  subject: AssessmentSubject,
  audience: Audience,
): ReadonlyMap<number, ShownOrganisation> {
  const shown = audience === Audience.PUBLIC ? publicOrganisations(bundle) : wholeOrganisations(bundle);
  return new Map(shown.filter((each) => each.subject === subject).map((each) => [each.organisationId, each]));
}

const wholeOrganisations = ({ organisations }: RankingBundle): ShownOrganisation[] =>
  organisations.map((each) => ({ ...each, withheldGoals: new Set<string>() }));

const GOAL_PATH = 'goals/';

function publicOrganisations(bundle: RankingBundle): ShownOrganisation[] {
  return publicVersionOf(bundle).organisations.map(({ facts, withheld, ...identity }) => ({
    ...identity,
    facts: Object.fromEntries(Object.entries(facts).map(([code, fact]) => [code, { ...fact, evidence: [] }])),
    withheldGoals: new Set(
      withheld.filter((path) => path.startsWith(GOAL_PATH)).map((path) => path.slice(GOAL_PATH.length)),
    ),
  }));
}

export function factsOf(goal: Goal, { facts }: ShownOrganisation, score: GoalScore | null): FactView[] {
  return goal.components.flatMap(({ code: component, measure }) => {
    if (measure.kind === 'MARKED') return [];
    const { title, unit } = FACT_CATALOGUE[measure.fact];
    const fact = facts[measure.fact] ?? null;
    const scored = score?.components.find((each) => each.component === component)?.value ?? null;
    return [{ code: measure.fact, title, unit, fact, scored: fact === null ? null : (scored ?? fact.value) }];
  });
}
