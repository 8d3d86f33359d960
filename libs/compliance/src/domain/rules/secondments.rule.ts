import { CalendarDate, dayNumber } from '@sxbq/kernel';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from '../condition';
import { SchoolFacts, SecondmentFact } from '../facts';
import { countResult, notApplicable, splitEvidence } from '../indicator-results';
import { EvidenceItem, IndicatorResult } from '../result';
import { RuleContext } from '../rule-context';

/**
 * SECONDMENTS: person-days of verified secondments from 1 January to D, both ends included, a teacher's day counted
 * once, against the school's quota; only where a quota is set. Source: domain.md §2, case 11.
 */
export function secondmentsRule(
  facts: Pick<SchoolFacts, 'secondments' | 'secondmentQuota'>,
  context: RuleContext,
): IndicatorResult {
  const { secondmentQuota } = facts;
  if (secondmentQuota === null) {
    return notApplicable(IndicatorCode.SECONDMENTS, { code: 'NO_QUOTA', message: '本年度未给该校分解教师挂职指标。' });
  }
  const lastDayByTeacher = new Map<string, number>();
  const items = inOrderOfStart(facts.secondments).map((secondment) => countDays(secondment, lastDayByTeacher, context));
  const evidence = splitEvidence(items);
  const measured = evidence.counted.reduce((sum, { days }) => sum + (days ?? 0), 0);
  return countResult(IndicatorCode.SECONDMENTS, measured, secondmentQuota, null, evidence, context);
}

/**
 * Secondments come in order of start, so of a teacher's days up to the last one counted none is left open to a later
 * secondment: the days after it are exactly the new ones.
 */
function countDays(
  secondment: SecondmentFact,
  lastDayByTeacher: Map<string, number>,
  context: RuleContext,
): EvidenceItem {
  const item: EvidenceItem = { type: 'SECONDMENT', id: secondment.id, code: secondment.code };
  const failure = secondmentFailure(secondment, context);
  if (failure !== null) return { ...item, failed: failure };
  const from = dayNumber(later(secondment.startsOn, context.year.firstDay));
  const to = dayNumber(earlier(secondment.endsOn, context.asOf));
  const counted = lastDayByTeacher.get(secondment.teacherNumber) ?? from - 1;
  const days = Math.max(0, to - Math.max(from - 1, counted));
  if (days === 0) return { ...item, failed: Condition.DAYS_ALREADY_COUNTED };
  lastDayByTeacher.set(secondment.teacherNumber, to);
  return { ...item, days };
}

function secondmentFailure(secondment: SecondmentFact, context: RuleContext): Condition | null {
  if (secondment.endsOn < context.year.firstDay) return Condition.OUTSIDE_YEAR;
  if (secondment.startsOn > context.asOf) return Condition.NOT_YET_STARTED;
  if (!secondment.verified) return Condition.NOT_VERIFIED;
  return secondment.reversed ? Condition.REVERSED : null;
}

function inOrderOfStart(secondments: readonly SecondmentFact[]): SecondmentFact[] {
  return [...secondments].sort((left, right) =>
    left.startsOn === right.startsOn ? left.id - right.id : left.startsOn < right.startsOn ? -1 : 1,
  );
}

const later = (left: CalendarDate, right: CalendarDate): CalendarDate => (left > right ? left : right);
const earlier = (left: CalendarDate, right: CalendarDate): CalendarDate => (left < right ? left : right);
