import { COLLEGE_PLANS } from './plan-colleges';
import { KEY_SCHOOL_PLANS } from './plan-key-schools';
import type { SchoolPlan } from './plan-types';

/** Which verdict each school gets for each indicator on D, and which near miss it plays. */
export const CITY_PLAN: readonly SchoolPlan[] = [...COLLEGE_PLANS, ...KEY_SCHOOL_PLANS];

/** The city's total of secondment person-days in a year, shared out by largest remainder. */
export const CITY_SECONDMENT_DAYS = 6000;

export const ENTERPRISE_COUNT = 96;

/** Cases of domain.md §2 that ledgers cannot play, with the reason. */
export const CASES_NOT_IN_LEDGERS: Readonly<Record<number, string>> = {
  9: 'signatures are part of the flow of an agreement, not of a ledger',
  15: 'a refusal of the question (D outside the year), not a fact',
};
