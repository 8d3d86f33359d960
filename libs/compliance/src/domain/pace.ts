import { CalendarDate, daysInclusive, ProgrammeYear } from '@sxbq/kernel';
import { Pace } from './result';
import { ceilingDivision } from './whole-numbers';

/** A target as numerator / denominator of the counted unit, so that a percentage stays exact. */
export interface Goal {
  readonly numerator: number;
  readonly denominator: number;
}

export const wholeGoal = (target: number): Goal => ({ numerator: target, denominator: 1 });
export const percentGoal = (percent: number, total: number): Goal => ({ numerator: percent * total, denominator: 100 });

/**
 * Where `counted` stands on the straight line from 1 January to the year's last day (domain.md §2); null on that last
 * day. With alternatives the easier line decides. On the line counts as AHEAD.
 */
export function paceOf(
  counted: number,
  alternatives: readonly Goal[],
  year: ProgrammeYear,
  asOf: CalendarDate,
): Pace | null {
  if (asOf >= year.lastDay) return null;
  const elapsedDays = daysInclusive(year.firstDay, asOf);
  const lines = alternatives.map((goal) => ceilingDivision(goal.numerator * elapsedDays, goal.denominator * year.days));
  const expected = Math.min(...lines);
  return { position: counted >= expected ? 'AHEAD' : 'BEHIND', expected, elapsedDays, yearDays: year.days };
}
