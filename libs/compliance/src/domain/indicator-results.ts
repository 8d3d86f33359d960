import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from './condition';
import { Goal, paceOf, wholeGoal } from './pace';
import { Evidence, IndicatorResult, Pace, Reason, ShareTarget } from './result';
import { RuleContext } from './rule-context';
import { Verdict } from './verdict';

/** Unit of measured and gap. */
export const INDICATOR_UNITS: Readonly<Record<IndicatorCode, string>> = {
  [IndicatorCode.PARTNERS]: '家',
  [IndicatorCode.MAJORS]: '个专业',
  [IndicatorCode.SENIOR_CLASSES]: '人',
  [IndicatorCode.TRAINING]: '人次',
  [IndicatorCode.SECONDMENTS]: '人天',
  [IndicatorCode.COMMITTEE]: '人',
};

export const NO_EVIDENCE: Evidence = { counted: [], notCounted: [] };

const REASON_TIER_UNKNOWN: Reason = { code: 'TIER_UNKNOWN', message: '基准日尚无生效的学校层次，无法确定目标。' };
const REASON_NO_TARGET: Reason = { code: 'NO_TARGET_FOR_TIER', message: '政策对该层次学校未设目标。' };

/** Count against a whole-number target: PASS when measured ≥ target. */
export function countResult(
  code: IndicatorCode,
  measured: number,
  target: number,
  clause: string | null,
  evidence: Evidence,
  context: RuleContext,
): IndicatorResult {
  const passed = measured >= target;
  return {
    code,
    verdict: passed ? Verdict.PASS : Verdict.FAIL,
    measured,
    target,
    gap: passed ? 0 : target - measured,
    unit: INDICATOR_UNITS[code],
    clause,
    pace: passed ? null : pace(measured, [wholeGoal(target)], context),
    reason: null,
    evidence,
  };
}

export function pace(counted: number, goals: readonly Goal[], context: RuleContext): Pace | null {
  return paceOf(counted, goals, context.year, context.asOf);
}

export function notApplicable(code: IndicatorCode, reason: Reason, evidence: Evidence = NO_EVIDENCE): IndicatorResult {
  return undecided(code, Verdict.NOT_APPLICABLE, null, null, reason, evidence);
}

/** The target is known, the measure is not. */
export function noData(
  code: IndicatorCode,
  target: number | ShareTarget | null,
  clause: string | null,
  reason: Reason,
  evidence: Evidence = NO_EVIDENCE,
): IndicatorResult {
  return undecided(code, Verdict.NO_DATA, target, clause, reason, evidence);
}

/** A tier-bound indicator without a target: NO_DATA while the tier is unknown, NOT_APPLICABLE otherwise. */
export function withoutTierTarget(code: IndicatorCode, context: RuleContext): IndicatorResult {
  return context.tier === null ? noData(code, null, null, REASON_TIER_UNKNOWN) : notApplicable(code, REASON_NO_TARGET);
}

/** Candidates keep their order; those with a failed condition go to notCounted. */
export function splitEvidence<T extends { readonly failed?: Condition }>(
  items: readonly T[],
): {
  counted: T[];
  notCounted: T[];
} {
  const counted: T[] = [];
  const notCounted: T[] = [];
  for (const item of items) (item.failed === undefined ? counted : notCounted).push(item);
  return { counted, notCounted };
}

function undecided(
  code: IndicatorCode,
  verdict: Verdict,
  target: number | ShareTarget | null,
  clause: string | null,
  reason: Reason,
  evidence: Evidence,
): IndicatorResult {
  return {
    code,
    verdict,
    measured: null,
    target,
    gap: null,
    unit: INDICATOR_UNITS[code],
    clause,
    pace: null,
    reason,
    evidence,
  };
}
