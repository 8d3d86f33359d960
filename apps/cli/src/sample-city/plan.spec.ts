import { SchoolTier } from '@sxbq/schools/vocabulary';
import { CASES_NOT_IN_LEDGERS, CITY_PLAN } from './plan';
import type { SchoolPlan, Verdict } from './plan-types';
import { Timeline } from './timeline';

const CASES = Array.from({ length: 15 }, (_, index) => index + 1);
const INDICATORS = ['PARTNERS', 'MAJORS', 'SENIOR_CLASSES', 'TRAINING', 'SECONDMENTS', 'COMMITTEE'] as const;
const entries = CITY_PLAN.flatMap((school) => INDICATORS.map((code) => ({ school, code, plan: school[code] })));

describe('the plan of the sample city', () => {
  it('plays every case of the rule list that ledgers can play', () => {
    const played = new Set(entries.flatMap(({ plan }) => plan.cases));
    expect(CASES.filter((number) => !played.has(number))).toEqual(Object.keys(CASES_NOT_IN_LEDGERS).map(Number));
  });

  it('shows all four verdicts, and every tier', () => {
    expect(new Set(entries.map(({ plan }) => plan.verdict))).toEqual(
      new Set<Verdict>(['PASS', 'FAIL', 'NOT_APPLICABLE', 'NO_DATA']),
    );
    expect(new Set(CITY_PLAN.map(({ tier }) => tier))).toEqual(new Set(Object.values(SchoolTier)));
  });

  it('lets both passing and failing schools appear for each indicator that has both', () => {
    for (const code of INDICATORS) {
      const verdicts = CITY_PLAN.map((school) => school[code].verdict);
      expect(verdicts).toEqual(expect.arrayContaining(['PASS', 'FAIL']));
    }
  });

  it('lets three schools pass overall and one be without data', () => {
    const overall = CITY_PLAN.map((school) => school.overall);
    expect(overall.filter((verdict) => verdict === 'PASS')).toHaveLength(3);
    expect(overall).toContain('NO_DATA');
  });

  it.each(CITY_PLAN.map((school) => [school.name, school] as const))('%s: the overall verdict follows', (_, school) => {
    const verdicts = INDICATORS.map((code) => school[code].verdict);
    const expected = verdicts.includes('FAIL') ? 'FAIL' : verdicts.includes('NO_DATA') ? 'NO_DATA' : 'PASS';
    expect(school.overall).toBe(expected);
  });

  it.each(CITY_PLAN.map((school) => [school.name, school] as const))('%s: heads add up', (_, school) => {
    const { senior, preTechnician, technician, intermediate, counted, total } = school.SENIOR_CLASSES;
    if (total === null) return;
    expect(senior + preTechnician + technician + intermediate).toBe(total);
    const college = school.tier === SchoolTier.TECHNICIAN_COLLEGE;
    expect(college ? senior + preTechnician + technician : senior).toBe(counted);
  });

  it.each(CITY_PLAN.map((school) => [school.name, school] as const))(
    '%s: majors met are counted right',
    (_, school) => {
      expect(school.MAJORS.concerned.filter(({ firms }) => firms >= 2)).toHaveLength(school.MAJORS.met);
    },
  );

  it.each(['2026-03-01', '2026-11-22', '2025-12-31'])('gives each school its tier on %s', (asOf) => {
    const time = new Timeline(asOf);
    expect(CITY_PLAN.map((school) => tierOn(school, time))).toEqual(CITY_PLAN.map(({ tier }) => tier));
  });

  it('has one school promoted this year and one to be promoted next year', () => {
    const time = new Timeline('2026-11-22');
    const starts = CITY_PLAN.flatMap(({ tiers }) => tiers.map(({ from }) => from(time)));
    expect(starts.filter((from) => from > '2026-01-01' && from <= time.asOf)).toEqual(['2026-02-15']);
    expect(starts.filter((from) => from > time.asOf)).toEqual(['2027-01-01']);
  });
});

function tierOn(school: SchoolPlan, time: Timeline): SchoolTier | undefined {
  return school.tiers.filter(({ from }) => from(time) <= time.asOf).at(-1)?.tier;
}
