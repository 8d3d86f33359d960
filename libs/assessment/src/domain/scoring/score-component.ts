import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme, Component, Goal, NotApplicableRule } from '../model/assessment-scheme';
import { DecimalText } from '../model/decimal-text';
import { Fact } from '../model/facts';
import { ScoringFunction } from '../model/scoring-function';
import { isMet, Standing } from './corrections';
import { deduction } from './deduction';
import { shareOfYear } from './joining';
import { marked } from './marked';
import { passFail } from './pass-fail';
import { Measured, Points, Scored } from './points';
import { proportional } from './proportional';
import { Ratio } from './ratio';
import { steps } from './steps';

/** Decimals of a target that is shown after it was shrunk. */
const SHOWN_DECIMALS = 4;

const NO_MARKS = '尚无评分，按零分计';
const SHRUNK = '年中加入，目标按在册天数折算';
const NOT_GIVEN = '没有这项数据';

const NOT_APPLICABLE_ENDINGS: Readonly<Record<NotApplicableRule, string>> = {
  [NotApplicableRule.FULL]: '按满分计',
  [NotApplicableRule.REDISTRIBUTE]: '分值分摊到其他目标',
  [NotApplicableRule.ZERO]: '按零分计',
};

/** True when the component does not apply to this organisation. */
export function isNotApplicable({ measure }: Component, { organisation }: Standing): boolean {
  return measure.kind === 'FACT' && organisation.facts[measure.fact]?.absence === 'NOT_APPLICABLE';
}

/** @param maximum of the component, with what was redistributed to it */
export function scoreComponent(
  scheme: AssessmentScheme,
  goal: Goal,
  component: Component,
  standing: Standing,
  maximum: Ratio,
): Points {
  if (component.measure.kind === 'MARKED') return markedPoints(standing.finals.get(goal.code), maximum);
  const code = component.measure.fact;
  const fact = standing.organisation.facts[code];
  if (fact?.absence === 'NOT_APPLICABLE') return notApplicable(scheme.notApplicable, fact, maximum);
  if (!fact || fact.value === null) {
    return {
      ...NOTHING,
      maximum,
      target: fact?.target ?? null,
      reason: `${clause(fact?.reason ?? NOT_GIVEN)}，按零分计`,
    };
  }
  const measured = measuredOf(code, fact, fact.value, shareOfYear(standing.organisation, scheme));
  const scored = applyFunction(component.scoring, measured, maximum);
  return pointsOf(scored, maximum, fact, shrinks(component.scoring, measured) ? SHRUNK : null);
}

/** Whether the hard target is met by this organisation; what does not apply is not held against it. */
export function isHardTargetMet(scheme: AssessmentScheme, code: FactCode, { organisation }: Standing): boolean {
  const fact = organisation.facts[code];
  if (fact?.absence === 'NOT_APPLICABLE') return scheme.notApplicable !== NotApplicableRule.ZERO;
  if (!fact || fact.value === null) return false;
  return measuredOf(code, fact, fact.value, shareOfYear(organisation, scheme)).met === true;
}

const NOTHING = { points: Ratio.ZERO, value: null, target: null };

function markedPoints(final: DecimalText | undefined, maximum: Ratio): Points {
  if (final === undefined) return { ...NOTHING, maximum, reason: NO_MARKS };
  return { points: marked(final, maximum), maximum, value: final, target: null, reason: null };
}

function notApplicable(rule: NotApplicableRule, { reason }: Fact, maximum: Ratio): Points {
  const worth = rule === NotApplicableRule.REDISTRIBUTE ? Ratio.ZERO : maximum;
  const points = rule === NotApplicableRule.FULL ? worth : Ratio.ZERO;
  return {
    ...NOTHING,
    points,
    maximum: worth,
    reason: `不适用（${clause(reason ?? '')}），${NOT_APPLICABLE_ENDINGS[rule]}`,
  };
}

/** A sentence as part of another. */
const clause = (sentence: string): string => sentence.replace(/。$/, '');

/** Targets shrink only where the fact accrues over the year; then whether it is met is asked again. */
function measuredOf(code: FactCode, fact: Fact, value: DecimalText, share: Ratio): Measured {
  const target = fact.target === null ? null : Ratio.of(fact.target);
  const measured = { value: Ratio.of(value), target, met: fact.met, shrink: Ratio.ONE };
  if (!FACT_CATALOGUE[code].accrues || share.compare(Ratio.ONE) === 0) return measured;
  if (target === null) return { ...measured, shrink: share };
  const shrunk = target.times(share);
  return { ...measured, target: shrunk, met: isMet(code, measured.value, shrunk), shrink: share };
}

function shrinks(scoring: ScoringFunction, { shrink }: Measured): boolean {
  return scoring.kind !== 'DEDUCTION' && shrink.compare(Ratio.ONE) !== 0;
}

function applyFunction(scoring: ScoringFunction, measured: Measured, maximum: Ratio): Scored {
  switch (scoring.kind) {
    case 'PROPORTIONAL':
      return proportional(scoring, measured, maximum);
    case 'STEPS':
      return steps(scoring, measured, maximum);
    case 'PASS_FAIL':
      return passFail(scoring, measured, maximum);
    case 'DEDUCTION':
      return deduction(scoring, measured, maximum);
    case 'MARKED':
      return { reason: '评委打分只用于由评委评定的目标' };
  }
}

function pointsOf(scored: Scored, maximum: Ratio, fact: Fact, note: string | null): Points {
  if ('reason' in scored) {
    return { points: Ratio.ZERO, maximum, value: fact.value, target: fact.target, reason: scored.reason };
  }
  const target = scored.target ? scored.target.rounded(SHOWN_DECIMALS) : fact.target;
  return { points: scored.points, maximum, value: fact.value, target, reason: note };
}
