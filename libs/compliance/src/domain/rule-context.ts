import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import type { PolicyDocument, TierTargets } from '@sxbq/policy';
import { SchoolTier } from '@sxbq/schools/vocabulary';

/** What every rule is judged by, beside the school's facts. */
export interface RuleContext {
  readonly year: ProgrammeYear;
  /** Reference date D, inside the year. */
  readonly asOf: CalendarDate;
  readonly policy: PolicyDocument;
  /** Tier on D; null when none is effective yet. */
  readonly tier: SchoolTier | null;
}

/** The targets of a tier; none set when the policy does not name it, or there is no tier yet. */
export function tierTargets(policy: PolicyDocument, tier: SchoolTier | null): TierTargets {
  return tier === null ? {} : (policy.tiers[tier] ?? {});
}
