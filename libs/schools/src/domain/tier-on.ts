import { CalendarDate } from '@sxbq/kernel';
import { SchoolTier } from './school-tier';

export interface TierPeriod {
  readonly tier: SchoolTier;
  /** First day of the tier; it lasts until the next period begins. */
  readonly effectiveFrom: CalendarDate;
}

/** The tier held on the date, whatever the order of the periods; null before the first (domain.md §2 "Tier on D"). */
export function tierOn(periods: readonly TierPeriod[], date: CalendarDate): SchoolTier | null {
  let latest: TierPeriod | null = null;
  for (const period of periods) {
    if (period.effectiveFrom > date) continue;
    if (latest === null || period.effectiveFrom > latest.effectiveFrom) latest = period;
  }
  return latest?.tier ?? null;
}
