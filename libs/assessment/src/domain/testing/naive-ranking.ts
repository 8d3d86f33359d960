import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme, Component, Goal } from '../model/assessment-scheme';
import { Fact, OrganisationFacts } from '../model/facts';
import { Marks } from '../model/marks';

/**
 * Scores and ranks as the scheme reads, by fractions of whole numbers and by counting who is better. Shares nothing with
 * the product's way; slow and plain on purpose.
 */
export interface NaiveRow {
  readonly organisationId: number;
  readonly rank: number | null;
  readonly score: string;
  readonly goals: readonly string[];
  readonly hardTargetsMet: number;
  readonly award: string | null;
}

type Fraction = readonly [numerator: bigint, denominator: bigint];

interface Scored {
  readonly organisation: OrganisationFacts;
  readonly goals: readonly bigint[];
  readonly total: bigint;
  readonly hard: number;
  readonly vetoed: boolean;
  readonly last: boolean;
}

export function naiveRanking(
  scheme: AssessmentScheme,
  organisations: readonly OrganisationFacts[],
  marks: readonly Marks[],
): NaiveRow[] {
  const scored = organisations.map((organisation) => score(scheme, organisation, marks));
  const ranked = scored.filter(({ organisation }) => !isLeftOut(scheme, organisation));
  return scored.map((one) => {
    const takesPart = ranked.includes(one);
    const rank = takesPart ? 1 + ranked.filter((other) => isBetter(scheme, other, one)).length : null;
    return {
      organisationId: one.organisation.organisationId,
      rank,
      score: decimal(one.total, scheme.decimals),
      goals: one.goals.map((each) => decimal(each, scheme.decimals)),
      hardTargetsMet: one.hard,
      award: takesPart && !one.vetoed ? award(scheme, one, ranked) : null,
    };
  });
}

function score(scheme: AssessmentScheme, organisation: OrganisationFacts, marks: readonly Marks[]): Scored {
  const applicable = scheme.goals.flatMap((goal) =>
    goal.components.filter((part) => !doesNotApply(part, organisation)).map((part) => worth(goal, part)),
  );
  const sum = applicable.reduce(add, [0n, 1n]);
  const spread = scheme.notApplicable === 'REDISTRIBUTE' && sum[0] > 0n;
  const grow: Fraction = spread ? divide([100n, 1n], sum) : [1n, 1n];
  const goals = scheme.goals.map((goal) => {
    const parts = goal.components.map((part) => points(scheme, goal, part, organisation, marks, grow));
    return rounded(parts.reduce(add, [0n, 1n]), scheme.decimals);
  });
  const vetoes = scheme.vetoes.filter(({ fact, above }) => {
    const value = organisation.facts[fact]?.value ?? null;
    return value !== null && isMore(fraction(value), fraction(above));
  });
  const zero = vetoes.some(({ effect }) => effect === 'SCORE_ZERO');
  return {
    organisation,
    goals,
    total: zero ? 0n : goals.reduce((one, other) => one + other, 0n),
    hard: scheme.goals.filter((goal) => goal.hardTarget && isHardMet(scheme, organisation, goal.hardTarget)).length,
    vetoed: vetoes.length > 0,
    last: vetoes.some(({ effect }) => effect === 'LAST'),
  };
}

function points(
  scheme: AssessmentScheme,
  goal: Goal,
  part: Component,
  organisation: OrganisationFacts,
  marks: readonly Marks[],
  grow: Fraction,
): Fraction {
  const full = multiply(worth(goal, part), grow);
  if (part.measure.kind === 'MARKED') {
    const own = marks.find((each) => each.organisationId === organisation.organisationId && each.goal === goal.code);
    return own ? multiply(full, divide(fraction(own.final), [100n, 1n])) : [0n, 1n];
  }
  const fact = organisation.facts[part.measure.fact];
  if (doesNotApply(part, organisation)) return scheme.notApplicable === 'FULL' ? full : [0n, 1n];
  if (!fact || fact.value === null) return [0n, 1n];
  return byFunction(part, fact, full, shrinkOf(scheme, organisation, part.measure.fact), part.measure.fact);
}

function byFunction(part: Component, fact: Fact, full: Fraction, shrink: Fraction, code: FactCode): Fraction {
  const value = fraction(fact.value!);
  const own = fact.target === null ? null : multiply(fraction(fact.target), shrink);
  const { scoring } = part;
  switch (scoring.kind) {
    case 'PROPORTIONAL': {
      const target = scoring.target === null ? own : multiply(fraction(scoring.target), shrink);
      if (target === null) return [0n, 1n];
      const cap = multiply(full, divide(fraction(scoring.capPercent), [100n, 1n]));
      const reached = target[0] === 0n ? full : multiply(full, divide(value, target));
      const base = isMore(reached, cap) ? cap : reached;
      if (scoring.bonus === null || isMore(target, value)) return base;
      const [top, bottom] = subtract(value, target);
      const extra = multiply([top / bottom, 1n], fraction(scoring.bonus.pointsPerUnit));
      const most = fraction(scoring.bonus.cap);
      return add(base, isMore(extra, most) ? most : extra);
    }
    case 'STEPS': {
      if (scoring.basis === 'TARGET_PERCENT' && own === null) return [0n, 1n];
      let percent: Fraction = [0n, 1n];
      for (const step of scoring.steps) {
        const unit = scoring.basis === 'VALUE' ? shrink : divide(own!, [100n, 1n]);
        if (!isMore(multiply(fraction(step.atLeast), unit), value)) percent = fraction(step.percent);
      }
      return multiply(full, divide(percent, [100n, 1n]));
    }
    case 'PASS_FAIL': {
      if (scoring.atLeast !== null) {
        return isMore(multiply(fraction(scoring.atLeast), shrink), value) ? [0n, 1n] : full;
      }
      return isFactMet(fact, shrink, code) === true ? full : [0n, 1n];
    }
    case 'DEDUCTION': {
      const left = subtract(full, multiply(value, fraction(scoring.pointsEach)));
      return left[0] < 0n ? [0n, 1n] : left;
    }
    case 'MARKED':
      throw new Error('marks are not facts');
  }
}

function isFactMet({ value, target, met }: Fact, shrink: Fraction, code: FactCode): boolean | null {
  if (shrink[0] === shrink[1] || target === null || value === null) return met;
  const asked = multiply(fraction(target), shrink);
  return FACT_CATALOGUE[code].better === 'MORE' ? !isMore(asked, fraction(value)) : !isMore(fraction(value), asked);
}

function isHardMet(scheme: AssessmentScheme, organisation: OrganisationFacts, code: FactCode): boolean {
  const fact = organisation.facts[code];
  if (fact?.absence === 'NOT_APPLICABLE') return scheme.notApplicable !== 'ZERO';
  return (
    fact !== undefined && fact.value !== null && isFactMet(fact, shrinkOf(scheme, organisation, code), code) === true
  );
}

function isBetter(scheme: AssessmentScheme, one: Scored, other: Scored): boolean {
  const keys = (each: Scored): (number | bigint)[] => [
    each.last ? 0 : 1,
    each.total,
    ...scheme.tieBreaks.map((tie) =>
      tie.kind === 'HARD_TARGETS' ? each.hard : each.goals[scheme.goals.findIndex(({ code }) => code === tie.goal)]!,
    ),
  ];
  const [left, right] = [keys(one), keys(other)];
  const first = left.findIndex((key, index) => key !== right[index]);
  return first >= 0 && left[first]! > right[first]!;
}

function award(scheme: AssessmentScheme, one: Scored, ranked: readonly Scored[]): string | null {
  const place = 1 + ranked.filter((other) => !other.vetoed && isBetter(scheme, other, one)).length;
  const found = scheme.awards.find(({ places, minimalScore }, index) => {
    const upTo = scheme.awards.slice(0, index + 1).reduce((sum, each) => sum + (each.places ?? 0), 0);
    const enough =
      minimalScore === null || !isMore(fraction(minimalScore), [one.total, 10n ** BigInt(scheme.decimals)]);
    return enough && (places === null || place <= upTo);
  });
  return found?.code ?? null;
}

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

function isLeftOut({ year, joinedInYear }: AssessmentScheme, { joinedOn }: OrganisationFacts): boolean {
  if (joinedOn === null || joinedOn <= `${year}-01-01`) return false;
  return joinedInYear === 'UNRANKED' || joinedOn > `${year}-12-31`;
}

function shrinkOf({ year, joinedInYear }: AssessmentScheme, { joinedOn }: OrganisationFacts, code: FactCode): Fraction {
  const inYear = joinedOn !== null && joinedOn > `${year}-01-01` && joinedOn <= `${year}-12-31`;
  if (!inYear || joinedInYear !== 'PRO_RATA' || !FACT_CATALOGUE[code].accrues) return [1n, 1n];
  const end = dayOf(`${year + 1}-01-01`);
  return [BigInt(end - dayOf(joinedOn)), BigInt(end - dayOf(`${year}-01-01`))];
}

const doesNotApply = ({ measure }: Component, { facts }: OrganisationFacts): boolean =>
  measure.kind === 'FACT' && facts[measure.fact]?.absence === 'NOT_APPLICABLE';

const worth = ({ weight }: Goal, { share }: Component): Fraction =>
  multiply(fraction(weight), divide(fraction(share), [100n, 1n]));

function fraction(text: string): Fraction {
  const [whole = '', decimals = ''] = text.split('.');
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}

const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const subtract = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];
const multiply = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const divide = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const isMore = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d > c * b;

/** Half up, in units of the last decimal; of a fraction that is not negative. */
function rounded([numerator, denominator]: Fraction, decimals: number): bigint {
  return (2n * numerator * 10n ** BigInt(decimals) + denominator) / (2n * denominator);
}

function decimal(units: bigint, decimals: number): string {
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, '0');
  const [whole, rest] = [digits.slice(0, -decimals), digits.slice(-decimals).replace(/0+$/, '')];
  return rest === '' ? whole : `${whole}.${rest}`;
}
