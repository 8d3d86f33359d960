import { IndicatorCode, largestRemainder } from '@sxbq/policy';
import type { IdentityMint } from '../identities';
import { CITY_PLAN, CITY_SECONDMENT_DAYS } from '../plan';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { personName } from '../vocabulary/people';
import { buildEnterprises } from './enterprises';
import type { CityLedger, QuotaFact, SchoolFact, TierFact } from './facts';

/** The bureau's own sheets: schools, tiers, enterprises and quotas. */
export function buildBureauLedger(random: Random, mint: IdentityMint, time: Timeline): CityLedger {
  return {
    schools: buildSchools(random.stream('schools'), mint),
    tiers: buildTiers(time),
    enterprises: buildEnterprises(random.stream('enterprises'), mint),
    quotas: [
      ...buildQuotas(time.year, CITY_SECONDMENT_DAYS),
      ...buildQuotas(time.year - 1, CITY_SECONDMENT_DAYS - 500),
    ],
  };
}

/** Person-days of the year for each school with a quota, by largest remainder over the schools' teachers. */
export function secondmentQuotas(cityTotal: number): ReadonlyMap<string, number> {
  const schools = CITY_PLAN.filter((school) => school.SECONDMENTS.aboveQuota !== null);
  const amounts = largestRemainder(
    cityTotal,
    schools.map(({ code, teachers }) => ({ id: Number(code), weight: teachers })),
  );
  return new Map(schools.map(({ code }) => [code, amounts.get(Number(code)) as number]));
}

function buildQuotas(year: number, cityTotal: number): QuotaFact[] {
  return [...secondmentQuotas(cityTotal)].map(([schoolCode, amount]) => ({
    schoolCode,
    year,
    indicatorCode: IndicatorCode.SECONDMENTS,
    amount,
  }));
}

function buildSchools(random: Random, mint: IdentityMint): SchoolFact[] {
  return CITY_PLAN.map((school) => ({
    code: school.code,
    name: school.name,
    uscc: mint.creditCode('12', school.regionCode),
    regionCode: school.regionCode,
    contactName: personName(random),
    contactPhone: mint.phone(),
  }));
}

function buildTiers(time: Timeline): TierFact[] {
  return CITY_PLAN.flatMap((school) =>
    school.tiers.map(({ tier, from }) => ({ schoolCode: school.code, tier, effectiveFrom: from(time) })),
  );
}
