import { CalendarDate } from '@sxbq/kernel';
import { Condition, ConditionDetail, Failure } from '../condition';
import { AgreementFact, ExecutionFact } from '../facts';
import { RuleContext } from '../rule-context';
import { agreementInForce } from './agreement-in-force.rule';

/**
 * Agreement effective on D (有效执行): in force on D, a plan approved on or before D, and at least
 * `minVerifiedExecutions` verified records dated from 1 January of the year to D. Returns the first condition it fails,
 * in that order, or null. Source: domain.md §2 "effective on D", case 5.
 */
export function agreementEffective(agreement: AgreementFact, context: RuleContext): Failure | null {
  return (
    agreementInForce(agreement, context.asOf) ??
    planApproved(agreement, context.asOf) ??
    executionsVerified(agreement.executions, context)
  );
}

/** The records that count: verified, not reversed, from 1 January to D. */
export function countedExecutions(executions: readonly ExecutionFact[], context: RuleContext): ExecutionFact[] {
  return executions.filter(
    ({ verified, reversed, occurredOn }) =>
      verified && !reversed && occurredOn >= context.year.firstDay && occurredOn <= context.asOf,
  );
}

function planApproved(agreement: AgreementFact, asOf: CalendarDate): Failure | null {
  const { planId, planApprovedOn } = agreement;
  if (planApprovedOn !== null && planApprovedOn <= asOf) return null;
  const condition = Condition.NO_APPROVED_PLAN;
  if (planId === null) return { condition, detail: ConditionDetail.PLAN_MISSING };
  if (planApprovedOn === null) return { condition, detail: ConditionDetail.PLAN_NOT_APPROVED };
  return { condition, detail: ConditionDetail.PLAN_APPROVED_AFTER_REFERENCE_DATE };
}

function executionsVerified(executions: readonly ExecutionFact[], context: RuleContext): Failure | null {
  const needed = context.policy.minVerifiedExecutions;
  let counted = 0;
  for (const { verified, reversed, occurredOn } of executions) {
    if (verified && !reversed && occurredOn >= context.year.firstDay && occurredOn <= context.asOf) counted++;
  }
  if (counted >= needed) return null;
  return { condition: Condition.NO_VERIFIED_EXECUTION, detail: executionDetail(executions, counted, context) };
}

/** The nearest miss: some but too few, then unverified or reversed in the period, then after D, then before the year. */
function executionDetail(executions: readonly ExecutionFact[], counted: number, context: RuleContext): ConditionDetail {
  if (counted > 0) return ConditionDetail.EXECUTION_TOO_FEW;
  const inPeriod = executions.filter(
    ({ occurredOn }) => occurredOn >= context.year.firstDay && occurredOn <= context.asOf,
  );
  if (inPeriod.some(({ verified }) => !verified)) return ConditionDetail.EXECUTION_NOT_VERIFIED;
  if (inPeriod.length > 0) return ConditionDetail.EXECUTION_REVERSED;
  if (executions.some(({ occurredOn }) => occurredOn > context.asOf)) {
    return ConditionDetail.EXECUTION_AFTER_REFERENCE_DATE;
  }
  return executions.length > 0 ? ConditionDetail.EXECUTION_BEFORE_YEAR : ConditionDetail.EXECUTION_MISSING;
}
