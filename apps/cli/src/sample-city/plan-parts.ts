import type { SchoolTier } from '@sxbq/schools/vocabulary';
import type { CalendarDate } from '@sxbq/kernel';
import type { ConcernedMajorPlan, Miss, Planned, SchoolPlan, Verdict } from './plan-types';
import type { Timeline } from './timeline';

/** Shorthand for the table of plan.ts. */
export const of = (verdict: Verdict, note: string, ...cases: number[]): Planned => ({ verdict, note, cases });

/** `count` majors, each with agreements of two firms. */
export const met = (count: number): ConcernedMajorPlan[] => Array.from({ length: count }, () => ({ firms: 2 }));

export const since =
  (date: CalendarDate): ((time: Timeline) => CalendarDate) =>
  () =>
    date;

export const miss = (state: Miss['state'], partner: Miss['partner'] = 'NEW'): Miss => ({ state, partner });

export const tierSince = (tier: SchoolTier, date: CalendarDate): SchoolPlan['tiers'][number] => ({
  tier,
  from: since(date),
});

export const NO_SECONDMENT_QUOTA = {
  ...of('NOT_APPLICABLE', '未下达教师挂职指标。'),
  aboveQuota: null,
  odd: [],
} as const;
