import type { TierTargets } from '@sxbq/policy';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from '../condition';
import { ClassFact, SchoolFacts } from '../facts';
import { INDICATOR_UNITS, noData, pace, splitEvidence, withoutTierTarget } from '../indicator-results';
import { percentGoal, wholeGoal } from '../pace';
import { Evidence, EvidenceItem, IndicatorResult, ShareMeasured } from '../result';
import { RuleContext, tierTargets } from '../rule-context';
import { Verdict } from '../verdict';
import { ceilingDivision } from '../whole-numbers';
import { classRunning } from './class-running.rule';

type ClassTarget = NonNullable<TierTargets['SENIOR_CLASSES']>;

/**
 * SENIOR_CLASSES: heads in counted levels of all heads, from each running class's latest snapshot on or before D; the
 * tier's percentage or its number of heads, either passes. A running class without a snapshot, or no students at all:
 * NO_DATA. Source: domain.md §2, cases 1, 2, 6, 7.
 */
export function seniorClassesRule(facts: Pick<SchoolFacts, 'classes'>, context: RuleContext): IndicatorResult {
  const target = tierTargets(context.policy, context.tier).SENIOR_CLASSES;
  if (!target) return withoutTierTarget(IndicatorCode.SENIOR_CLASSES, context);
  const items = facts.classes.map((schoolClass) => classItem(schoolClass, target, context));
  const evidence = splitEvidence(items);
  const missing = evidence.notCounted.filter(({ failed }) => failed === Condition.NO_SNAPSHOT);
  if (missing.length > 0) return withoutSnapshot(missing, target, evidence);
  const counted = sumHeads(evidence.counted);
  const total = counted + sumHeads(evidence.notCounted.filter(({ failed }) => failed === Condition.LEVEL_NOT_COUNTED));
  if (total === 0) {
    const reason = { code: 'NO_STUDENTS' as const, message: '基准日在读班级没有在校生，无法计算比例。' };
    return noData(IndicatorCode.SENIOR_CLASSES, shareTarget(target), target.clause, reason, evidence);
  }
  return judged(counted, total, target, evidence, context);
}

function judged(
  counted: number,
  total: number,
  target: ClassTarget,
  evidence: Evidence,
  context: RuleContext,
): IndicatorResult {
  const alternative = passedBy(counted, total, target);
  const passed = alternative !== null;
  const needed = Math.min(target.heads, ceilingDivision(target.percent * total, 100));
  return {
    code: IndicatorCode.SENIOR_CLASSES,
    verdict: passed ? Verdict.PASS : Verdict.FAIL,
    measured: { counted, total, alternative },
    target: shareTarget(target),
    gap: passed ? 0 : needed - counted,
    unit: INDICATOR_UNITS[IndicatorCode.SENIOR_CLASSES],
    clause: target.clause,
    pace: passed ? null : pace(counted, [percentGoal(target.percent, total), wholeGoal(target.heads)], context),
    reason: null,
    evidence,
  };
}

/** Whole numbers only: 100·counted ≥ percent·total. */
function passedBy(counted: number, total: number, target: ClassTarget): ShareMeasured['alternative'] {
  const byPercent = 100 * counted >= target.percent * total;
  const byHeads = counted >= target.heads;
  if (byPercent && byHeads) return 'BOTH';
  if (byPercent) return 'PERCENT';
  return byHeads ? 'HEADS' : null;
}

function classItem(schoolClass: ClassFact, target: ClassTarget, context: RuleContext): EvidenceItem {
  const item: EvidenceItem = { type: 'CLASS', id: schoolClass.id, code: schoolClass.code };
  const notRunning = classRunning(schoolClass, context.asOf);
  if (notRunning !== null) return { ...item, failed: notRunning };
  if (schoolClass.heads === null) return { ...item, failed: Condition.NO_SNAPSHOT };
  const running = { ...item, heads: schoolClass.heads, countedOn: schoolClass.countedOn ?? undefined };
  return target.countedLevels.includes(schoolClass.level)
    ? running
    : { ...running, failed: Condition.LEVEL_NOT_COUNTED };
}

function withoutSnapshot(missing: readonly EvidenceItem[], target: ClassTarget, evidence: Evidence): IndicatorResult {
  const codes = missing.map(({ code }) => code).join('、');
  const reason = { code: 'CLASS_WITHOUT_SNAPSHOT' as const, message: `下列在读班级没有在校生统计：${codes}。` };
  return noData(IndicatorCode.SENIOR_CLASSES, shareTarget(target), target.clause, reason, evidence);
}

const shareTarget = ({ percent, heads }: ClassTarget) => ({ percent, heads });
const sumHeads = (items: readonly EvidenceItem[]): number => items.reduce((sum, { heads }) => sum + (heads ?? 0), 0);
