import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import type { IdentityMint } from '../identities';
import { CITY_SECONDMENT_DAYS } from '../plan';
import type { SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { buildAgreements, ExpectedMiss } from './agreements';
import { secondmentQuotas } from './bureau';
import { buildClasses } from './classes';
import { buildCommittee } from './committees';
import type { EnterpriseFact, SchoolLedger } from './facts';
import { buildGraduates } from './graduates';
import { buildMajors } from './majors';
import { buildSecondments } from './secondments';
import { buildTrainings } from './trainings';

export interface BuiltSchool {
  readonly ledger: SchoolLedger;
  readonly misses: readonly ExpectedMiss[];
}

/** Verified secondment days of the year up to D that the plan asks of a school; null without a quota. */
export function plannedSecondmentDays(plan: SchoolPlan): number | null {
  const quota = secondmentQuotas(CITY_SECONDMENT_DAYS).get(plan.code);
  return quota === undefined || plan.SECONDMENTS.aboveQuota === null ? null : quota + plan.SECONDMENTS.aboveQuota;
}

/** All ledgers of one school, as its plan says. */
export function buildSchoolLedger(
  plan: SchoolPlan,
  enterprises: readonly EnterpriseFact[],
  mint: IdentityMint,
  random: Random,
  time: Timeline,
): BuiltSchool {
  const firms = enterprises.filter(({ kind }) => kind === EnterpriseKind.ENTERPRISE);
  const majors = buildMajors(plan, random.stream('majors'));
  const allMajors = [...majors.concerned, ...majors.others];
  const { misses, ...agreements } = buildAgreements(plan, majors, enterprises, random.stream('agreements'), time);
  const classes = buildClasses(plan, majors, random.stream('classes'), time);
  return {
    misses,
    ledger: {
      majors: allMajors,
      ...classes,
      ...agreements,
      ...buildTrainings(plan, allMajors, firms, mint, random.stream('trainings'), time),
      secondments: buildSecondments(plan, plannedSecondmentDays(plan), firms, random.stream('secondments'), time),
      ...buildGraduates(classes, allMajors, mint, random.stream('graduates'), time),
      members: buildCommittee(plan, firms, random.stream('committee'), time),
    },
  };
}
