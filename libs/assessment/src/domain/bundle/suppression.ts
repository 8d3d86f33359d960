import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme, Component, Goal } from '../model/assessment-scheme';
import { DecimalText } from '../model/decimal-text';
import { Fact } from '../model/facts';
import { correctionPath, factPath, goalPath, Holding, markPath } from './cells';

/**
 * Paths of the cells that a public version withholds of one organisation: counts of few people, corrections of them, and
 * the goals that they are scored in. A single withheld goal could be had from the total, so a goal that people mark is
 * withheld with it, marks included.
 */
export function withheldPaths(holding: Holding, scheme: AssessmentScheme | undefined, below: number): string[] {
  const facts = fewPeople(holding, below);
  const goals = (scheme?.goals ?? []).filter((goal) => goal.components.some((each) => measures(each, facts)));
  const companion = goals.length === 1 ? companionOf(goals[0] as Goal, scheme, holding) : [];
  return [
    ...[...facts].filter((code) => holding.organisation.facts[code]).map(factPath),
    ...companion.map(({ code }) => markPath(code)),
    ...holding.corrections.flatMap(({ target }, number) =>
      (target.kind === 'FACT' ? facts.has(target.fact) : companion.some(({ code }) => code === target.goal))
        ? [correctionPath(number)]
        : [],
    ),
    ...[...goals, ...companion].map(({ code }) => goalPath(code)),
  ].filter((path, index, all) => all.indexOf(path) === index);
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

const measures = ({ measure }: Component, facts: ReadonlySet<FactCode>): boolean =>
  measure.kind === 'FACT' && facts.has(measure.fact);

function companionOf(goal: Goal, scheme: AssessmentScheme | undefined, { marks }: Holding): Goal[] {
  const others = (scheme?.goals ?? []).filter(({ code }) => code !== goal.code);
  const found = others.find(({ code }) => marks.some((each) => each.goal === code));
  return found ? [found] : [];
}
