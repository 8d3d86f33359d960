import { addDays, CalendarDate, dayNumber } from '@sxbq/kernel';

/** Days at enterprises, both ends included. */
export interface PracticePeriod {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/**
 * Distinct days of the periods within the rolling window that ends on D: `years` years, D included. A day in two periods
 * counts once (domain.md §3: at least 2 months in 2 years, or 6 months in 5; the figures are policy parameters).
 */
export function practiceDaysInWindow(periods: readonly PracticePeriod[], on: CalendarDate, years: number): number {
  const from = dayNumber(windowStart(on, years));
  const to = dayNumber(on);
  const clipped = periods
    .map(({ startsOn, endsOn }) => [Math.max(from, dayNumber(startsOn)), Math.min(to, dayNumber(endsOn))] as const)
    .filter(([start, end]) => start <= end)
    .sort(([a], [b]) => a - b);
  let days = 0;
  let counted = from - 1;
  for (const [start, end] of clipped) {
    days += Math.max(0, end - Math.max(start, counted + 1) + 1);
    counted = Math.max(counted, end);
  }
  return days;
}

/** The day after the same date `years` earlier; of a 29 February, the 28th. */
function windowStart(on: CalendarDate, years: number): CalendarDate {
  const year = String(Number(on.slice(0, 4)) - years).padStart(4, '0');
  const rest = on.slice(5) === '02-29' ? '02-28' : on.slice(5);
  return addDays(`${year}-${rest}`, 1);
}
