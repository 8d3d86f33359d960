import { CalendarDate } from '@sxbq/kernel';
import { Condition } from '../condition';
import { ClassFact } from '../facts';

/**
 * A class runs on D when 开班日期 ≤ D and 结业日期 is empty or ≥ D. Returns the first condition it fails, or null.
 * Source: domain.md §2 SENIOR_CLASSES, case 7.
 */
export function classRunning(
  schoolClass: Pick<ClassFact, 'startsOn' | 'endsOn'>,
  asOf: CalendarDate,
): Condition.CLASS_NOT_STARTED | Condition.CLASS_ENDED | null {
  if (schoolClass.startsOn > asOf) return Condition.CLASS_NOT_STARTED;
  return schoolClass.endsOn !== null && schoolClass.endsOn < asOf ? Condition.CLASS_ENDED : null;
}
