import { POLICY_2011 } from '@sxbq/policy';
import { buildCity } from '../../apps/cli/src/sample-city/facts/city';
import { expectedSchool } from '../../apps/cli/src/sample-city/expected';
import { evaluateSchool } from '../../libs/compliance/src/domain/evaluate-school';
import type { IndicatorResult } from '../../libs/compliance/src/domain/result';
import { schoolFacts } from './school-facts';

/** Around the year's corners: shortest year, leap years, summer, intake, year end. */
const DATES = [
  '2026-03-01',
  '2024-03-01',
  '2028-05-01',
  '2025-06-30',
  '2025-07-01',
  '2025-08-31',
  '2025-09-01',
  '2025-10-15',
  '2026-11-22',
  '2024-12-31',
];
const POLICY_VERSION = { id: 1, code: POLICY_2011.code, version: 1, document: POLICY_2011.document };

describe('the rules compute from the facts what the plan says', () => {
  it.each(DATES.map((asOf, seed) => [asOf, seed] as const))('on %s with seed %i', (asOf, seed) => {
    const { time, bureau, schools } = buildCity({ asOf, seed });
    for (const { plan, ledger, misses } of schools) {
      const facts = schoolFacts(plan, ledger, bureau, time.year, asOf);
      const result = evaluateSchool(facts, POLICY_VERSION, time.year, asOf);
      const expected = expectedSchool(plan, misses);
      expect({
        school: plan.code,
        tier: result.tier,
        overall: result.overall,
        indicators: result.indicators.map(comparable),
      }).toEqual({
        school: plan.code,
        tier: expected.tier,
        overall: expected.overall,
        indicators: Object.entries(expected.indicators).map(([code, { verdict, measured, target }]) => ({
          code,
          verdict,
          measured,
          target,
        })),
      });
      for (const { indicator, agreementCode, condition } of misses.filter((miss) => miss.indicator === 'PARTNERS')) {
        const evidence = result.indicators.find(({ code }) => code === indicator)?.evidence;
        expect(evidence?.notCounted).toContainEqual(
          expect.objectContaining({ code: agreementCode, failed: condition }),
        );
      }
    }
  });
});

function comparable({ code, verdict, measured, target }: IndicatorResult): unknown {
  const share = typeof measured === 'object' && measured !== null;
  return { code, verdict, measured: share ? { counted: measured.counted, total: measured.total } : measured, target };
}
