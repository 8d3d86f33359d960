import { CalendarDate, isCalendarDate, isInProgrammeYear, referenceDateOf } from '@sxbq/kernel';
import { referenceDateMalformed, referenceDateOutsideYear, yearOutOfRange } from '../compliance.errors';

/** A whole number 1900–2999, else YEAR_OUT_OF_RANGE. */
export function checkedYear(year: number): number {
  if (!Number.isInteger(year) || year < 1900 || year > 2999) throw yearOutOfRange(year);
  return year;
}

/**
 * The reference date D of a question: the date asked for, which must lie in the year (case 15), or what the year's
 * current results are computed for.
 */
export function referenceDate(year: number, asOf: CalendarDate | null | undefined, today: CalendarDate): CalendarDate {
  checkedYear(year);
  if (!asOf) return referenceDateOf(year, today);
  if (!isCalendarDate(asOf)) throw referenceDateMalformed(asOf);
  if (!isInProgrammeYear(year, asOf)) throw referenceDateOutsideYear(year, asOf);
  return asOf;
}
