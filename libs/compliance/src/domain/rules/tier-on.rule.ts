import { CalendarDate } from '@sxbq/kernel';
import { SchoolTier } from '@sxbq/schools';
import { TierFact } from '../facts';

/**
 * Tier on D: of the rows effective on or before D the latest; null before the first, which makes the tier-bound
 * indicators NO_DATA. Source: domain.md §2 "Tier on D decides the column".
 */
export function tierOn(tiers: readonly TierFact[], asOf: CalendarDate): SchoolTier | null {
  let current: TierFact | null = null;
  for (const tier of tiers) {
    if (tier.effectiveFrom <= asOf && (current === null || tier.effectiveFrom > current.effectiveFrom)) current = tier;
  }
  return current?.tier ?? null;
}
