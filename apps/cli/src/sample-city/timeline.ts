import { addDays, CalendarDate, daysInclusive, DomainError, isCalendarDate, yearOf } from '@sxbq/kernel';
import type { Random } from './random';

/** The dates of a sample city, all told from its reference date D. */
export class Timeline {
  readonly year: number;
  /** 1 January of D's year. */
  readonly firstDay: CalendarDate;
  /** The last 1 September on or before D: when the newest classes started. */
  readonly latestIntake: CalendarDate;

  /** Refuses a D before 1 March with SAMPLE_REFERENCE_DATE_TOO_EARLY: too few days for a year's facts. */
  constructor(readonly asOf: CalendarDate) {
    if (!isCalendarDate(asOf)) {
      throw new DomainError(
        'BAD_INPUT',
        'SAMPLE_REFERENCE_DATE_MALFORMED',
        `参考日期“${asOf}”应写成 2026-06-30 的样子。`,
      );
    }
    if (asOf.slice(5) < '03-01') {
      throw new DomainError(
        'BAD_INPUT',
        'SAMPLE_REFERENCE_DATE_TOO_EARLY',
        `示例市的参考日期应在 3 月 1 日至 12 月 31 日之间，现为 ${asOf}。`,
        { asOf },
      );
    }
    this.year = yearOf(asOf);
    this.firstDay = `${this.year}-01-01`;
    this.latestIntake = asOf.slice(5) >= '09-01' ? `${this.year}-09-01` : `${this.year - 1}-09-01`;
  }

  before(days: number): CalendarDate {
    return addDays(this.asOf, -days);
  }

  after(days: number): CalendarDate {
    return addDays(this.asOf, days);
  }

  /** A date `years` away from D's year, e.g. (-1, '12-31'). */
  inYear(offset: number, monthDay: string): CalendarDate {
    return `${this.year + offset}-${monthDay}`;
  }

  /** The last 29 February at least two months before D. */
  get lastLeapDay(): CalendarDate {
    let year = this.year;
    while (!isCalendarDate(`${year}-02-29`) || `${year}-02-29` > this.before(60)) year--;
    return `${year}-02-29`;
  }

  /** The later of two dates. */
  latest(one: CalendarDate, other: CalendarDate): CalendarDate {
    return one > other ? one : other;
  }

  /** A day from `from` to `to`, both included. */
  between(random: Random, from: CalendarDate, to: CalendarDate): CalendarDate {
    return addDays(from, random.whole(0, Math.max(0, daysInclusive(from, to) - 1)));
  }

  /** A day of this year up to D, not before `notBefore`. */
  thisYear(random: Random, notBefore: CalendarDate = this.firstDay): CalendarDate {
    return this.between(random, this.latest(this.firstDay, notBefore), this.asOf);
  }
}

/** Today when it lies on or after 1 March, else the last day of the year before. */
export function sampleReferenceDate(today: CalendarDate): CalendarDate {
  return today.slice(5) >= '03-01' ? today : `${yearOf(today) - 1}-12-31`;
}
