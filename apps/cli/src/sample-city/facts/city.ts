import type { CalendarDate } from '@sxbq/kernel';
import { IdentityMint } from '../identities';
import { CITY_PLAN } from '../plan';
import type { SchoolPlan } from '../plan-types';
import { Random } from '../random';
import { Timeline } from '../timeline';
import { buildBureauLedger } from './bureau';
import type { CityLedger } from './facts';
import { BuiltSchool, buildSchoolLedger } from './school-ledger';

export interface SampleCityOptions {
  /** D: all verdicts hold on this day, and all facts of the year lie before it. */
  readonly asOf: CalendarDate;
  readonly seed: number;
}

/** The city's facts, clean and in memory; schools are built one after the other, as they are asked for. */
export interface City {
  readonly time: Timeline;
  readonly bureau: CityLedger;
  /** In the order of the plan; can be walked once. */
  readonly schools: Generator<BuiltSchool & { readonly plan: SchoolPlan }>;
}

/** Throws SAMPLE_REFERENCE_DATE_* for a day it cannot play. */
export function buildCity({ asOf, seed }: SampleCityOptions): City {
  const time = new Timeline(asOf);
  const random = new Random(seed);
  const mint = new IdentityMint(random.stream('identities'));
  const bureau = buildBureauLedger(random.stream('bureau'), mint, time);
  function* schools(): City['schools'] {
    for (const plan of CITY_PLAN) {
      yield { plan, ...buildSchoolLedger(plan, bureau.enterprises, mint, random.stream(plan.code), time) };
    }
  }
  return { time, bureau, schools: schools() };
}
