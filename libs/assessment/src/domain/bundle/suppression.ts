import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme, Component, Goal } from '../model/assessment-scheme';
import { Correction } from '../model/correction';
import { DecimalText } from '../model/decimal-text';
import { Fact } from '../model/facts';
import { correctionPath, factPath, goalPath, Holding, markPath } from './cells';

/** What a public version does not show of one organisation. */
interface Hidden {
  readonly facts: ReadonlySet<FactCode>;
  /** Goals whose marks are hidden. */
  readonly marks: ReadonlySet<string>;
}

/**
 * Paths of the cells that a public version withholds of one organisation: counts of few people, corrections of them, and
 * the goals that they are scored in. A single withheld goal could be had from the total, so another is withheld with it.
 */
export function withheldPaths(holding: Holding, scheme: AssessmentScheme | undefined, below: number): string[] {
  const few: Hidden = { facts: fewPeople(holding, below), marks: new Set() };
  const alone = hiddenGoals(scheme, few);
  const hidden = alone.length === 1 ? withCompanion(few, alone[0] as Goal, scheme, holding) : few;
  const { facts } = holding.organisation;
  return [
    ...[...hidden.facts].filter((code) => facts[code]).map(factPath),
    ...[...hidden.marks].map(markPath),
    ...holding.corrections.flatMap((each, number) => (concerns(each, hidden) ? [correctionPath(number)] : [])),
    ...hiddenGoals(scheme, hidden).map(({ code }) => goalPath(code)),
  ];
}

function hiddenGoals(scheme: AssessmentScheme | undefined, { facts, marks }: Hidden): Goal[] {
  return (scheme?.goals ?? []).filter(
    ({ code, components }) => marks.has(code) || components.some((each) => measuresOneOf(each, facts)),
  );
}

function concerns({ target }: Correction, { facts, marks }: Hidden): boolean {
  return target.kind === 'FACT' ? facts.has(target.fact) : marks.has(target.goal);
}

const measuresOneOf = ({ measure }: Component, facts: ReadonlySet<FactCode>): boolean =>
  measure.kind === 'FACT' && facts.has(measure.fact);

/** Marks of another goal, which say nothing about what was done; without any, the facts of another goal. */
function withCompanion(few: Hidden, goal: Goal, scheme: AssessmentScheme | undefined, holding: Holding): Hidden {
  const others = (scheme?.goals ?? []).filter(({ code }) => code !== goal.code);
  const marked = others.find(({ code }) => holding.marks.some((each) => each.goal === code));
  if (marked) return { ...few, marks: new Set([marked.code]) };
  // What a veto asks stays shown: everybody can see why one applies.
  const vetoing = new Set((scheme?.vetoes ?? []).map(({ fact }) => fact));
  const facts = others.map((each) => knownFacts(each, holding)).find((codes) => isUsable(codes, vetoing));
  return facts ? { ...few, facts: new Set([...few.facts, ...facts]) } : few;
}

const isUsable = (codes: readonly FactCode[], vetoing: ReadonlySet<FactCode>): boolean =>
  codes.length > 0 && !codes.some((code) => vetoing.has(code));

/** Facts of the goal that have a value: one without has no points to hide. */
function knownFacts({ components }: Goal, { organisation }: Holding): FactCode[] {
  return components.flatMap(({ measure }) => {
    if (measure.kind !== 'FACT') return [];
    const value = organisation.facts[measure.fact]?.value ?? null;
    return value === null ? [] : [measure.fact];
  });
}

/** Facts about so few people that they could be told apart, before or after a correction. */
function fewPeople({ organisation, corrections }: Holding, below: number): Set<FactCode> {
  const facts = Object.entries(organisation.facts) as [FactCode, Fact][];
  const frozen = facts.filter(([code, fact]) => isFewPeople(code, fact, below)).map(([code]) => code);
  const corrected = corrections.flatMap(({ target, from, to }) => {
    if (target.kind !== 'FACT' || !FACT_CATALOGUE[target.fact].people) return [];
    return [from, to].some((value) => isFewCount(target.fact, value, below)) ? [target.fact] : [];
  });
  return new Set([...frozen, ...corrected]);
}

/** A share is about few when those it counts, those it does not, or all are few; a share of unknown people always. */
function isFewPeople(code: FactCode, { value, basis }: Fact, below: number): boolean {
  if (!FACT_CATALOGUE[code].people || value === null) return false;
  if (FACT_CATALOGUE[code].count) return isFew(Number(value), below);
  if (basis === null) return true;
  const { counted, total } = basis;
  return isFew(counted, below) || isFew(total - counted, below) || isFew(total, below);
}

function isFewCount(code: FactCode, value: DecimalText | null, below: number): boolean {
  return value !== null && (!FACT_CATALOGUE[code].count || isFew(Number(value), below));
}

/** None is not few: nobody can be told apart among nobody. */
const isFew = (people: number, below: number): boolean => people > 0 && people < below;
