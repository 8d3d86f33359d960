import { CalendarDate } from '@sxbq/kernel';
import { Condition, ConditionDetail, Failure } from '../condition';
import { AgreementFact } from '../facts';

/**
 * Agreement in force on D: filed (备案) on or before D, effectiveFrom ≤ D ≤ effectiveTo (no end = open), not terminated
 * on or before D. Returns the first condition it fails, or null. Source: domain.md §2 "in force on D", case 4.
 */
export function agreementInForce(
  agreement: Pick<AgreementFact, 'filedOn' | 'effectiveFrom' | 'effectiveTo' | 'terminatedOn'>,
  asOf: CalendarDate,
): Failure | null {
  const { filedOn, effectiveFrom, effectiveTo, terminatedOn } = agreement;
  if (filedOn === null) return { condition: Condition.NOT_FILED };
  if (filedOn > asOf) {
    return { condition: Condition.NOT_FILED, detail: ConditionDetail.FILED_AFTER_REFERENCE_DATE };
  }
  if (effectiveFrom === null || effectiveFrom > asOf) return { condition: Condition.NOT_YET_IN_FORCE };
  if (effectiveTo !== null && effectiveTo < asOf) return { condition: Condition.EXPIRED };
  if (terminatedOn !== null && terminatedOn <= asOf) return { condition: Condition.TERMINATED };
  return null;
}
