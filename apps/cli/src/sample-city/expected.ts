import type { CalendarDate } from '@sxbq/kernel';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import type { SchoolTier } from '@sxbq/schools/vocabulary';
import type { ExpectedMiss } from './facts/agreements';
import { plannedSecondmentDays } from './facts/school-ledger';
import type { SchoolPlan, Verdict } from './plan-types';

/** Heads or members: those counted, and all. */
export interface Share {
  readonly counted: number;
  readonly total: number;
}

export interface ExpectedIndicator {
  readonly verdict: Verdict;
  /**
   * PARTNERS firms, MAJORS majors met, SENIOR_CLASSES and COMMITTEE a share, TRAINING passes, SECONDMENTS days.
   * Null where the plan fixes none: nothing to compare with.
   */
  readonly measured: number | Share | null;
  /** In the same unit; SENIOR_CLASSES both alternatives, COMMITTEE a percentage. */
  readonly target: number | { readonly percent: number; readonly heads?: number } | null;
  /** Cases of domain.md §2 that this one plays. */
  readonly cases: readonly number[];
  readonly note: string;
}

export interface ExpectedSchool {
  readonly schoolName: string;
  readonly tier: SchoolTier;
  readonly overall: SchoolPlan['overall'];
  readonly indicators: Readonly<Record<IndicatorCode, ExpectedIndicator>>;
  /** Agreements that look as if they counted, each with the first condition it fails. */
  readonly misses: readonly ExpectedMiss[];
}

/** The contract of expected.json: what the product must compute from the ledgers beside it. */
export interface ExpectedCity {
  readonly city: string;
  readonly seed: number;
  readonly year: number;
  readonly asOf: CalendarDate;
  /** Names of the ledger files, in the order to import them in; together they are one import. */
  readonly files: readonly string[];
  readonly schools: Readonly<Record<string, ExpectedSchool>>;
}

const COMMITTEE_PERCENT = 30;

/** What the plan, and nothing but the plan, says about a school. */
export function expectedSchool(plan: SchoolPlan, misses: readonly ExpectedMiss[]): ExpectedSchool {
  return {
    schoolName: plan.name,
    tier: plan.tier,
    overall: plan.overall,
    indicators: {
      [IndicatorCode.PARTNERS]: indicator(plan.PARTNERS, plan.PARTNERS.firms, plan.PARTNERS.target),
      [IndicatorCode.MAJORS]: indicator(plan.MAJORS, plan.MAJORS.met, plan.MAJORS.concerned.length),
      [IndicatorCode.SENIOR_CLASSES]: seniorClasses(plan),
      [IndicatorCode.TRAINING]: indicator(plan.TRAINING, plan.TRAINING.passes, plan.TRAINING.target),
      [IndicatorCode.SECONDMENTS]: secondments(plan),
      [IndicatorCode.COMMITTEE]: committee(plan),
    },
    misses,
  };
}

function indicator(
  { verdict, cases, note }: Pick<ExpectedIndicator, 'verdict' | 'cases' | 'note'>,
  measured: ExpectedIndicator['measured'],
  target: ExpectedIndicator['target'],
): ExpectedIndicator {
  const computed = verdict === 'PASS' || verdict === 'FAIL';
  return {
    verdict,
    measured: computed ? measured : null,
    target: verdict === 'NOT_APPLICABLE' ? null : target,
    cases,
    note,
  };
}

function seniorClasses({ SENIOR_CLASSES: plan }: SchoolPlan): ExpectedIndicator {
  const { counted, total } = plan;
  return indicator(plan, counted === null || total === null ? null : { counted, total }, plan.target);
}

function secondments(plan: SchoolPlan): ExpectedIndicator {
  const days = plannedSecondmentDays(plan);
  return indicator(plan.SECONDMENTS, days, days === null ? null : days - (plan.SECONDMENTS.aboveQuota ?? 0));
}

function committee({ COMMITTEE: plan }: SchoolPlan): ExpectedIndicator {
  const counted = plan.enterprise + plan.industry;
  const total = counted + plan.school + plan.government;
  return indicator(plan, { counted, total }, { percent: COMMITTEE_PERCENT });
}
