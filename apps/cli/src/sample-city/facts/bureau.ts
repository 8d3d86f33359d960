import { IndicatorCode } from '@sxbq/policy/vocabulary';
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
  const teachers = schools.reduce((sum, school) => sum + school.teachers, 0);
  const shares = schools.map((school) => {
    const exact = cityTotal * school.teachers;
    return { code: school.code, amount: Math.floor(exact / teachers), remainder: exact % teachers };
  });
  const left = cityTotal - shares.reduce((sum, share) => sum + share.amount, 0);
  const order = [...shares].sort((a, b) => b.remainder - a.remainder || a.code.localeCompare(b.code));
  for (const share of order.slice(0, left)) share.amount += 1;
  return new Map(shares.map((share) => [share.code, share.amount]));
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
