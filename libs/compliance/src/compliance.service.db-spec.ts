import { AuditModule } from '@sxbq/audit';
import { EnterpriseKind } from '@sxbq/enterprises';
import { FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { IndicatorCode } from '@sxbq/policy';
import { ClassLevel, SchoolTier } from '@sxbq/schools';
import fc from 'fast-check';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ComplianceModule } from './compliance.module';
import { ComplianceService } from './compliance.service';
import { ComplianceSort } from './domain/board';
import { Condition, ConditionDetail } from './domain/condition';
import { evaluateSchool } from './domain/evaluate-school';
import { AgreementFact, SchoolFacts } from './domain/facts';
import { IndicatorResult, SchoolCompliance } from './domain/result';
import { arbitraryFacts, arbitraryPolicy, arbitraryReferenceDate } from './domain/testing/arbitrary-facts';
import {
  agreement,
  agreements,
  committee,
  execution,
  POLICY,
  schoolClass,
  schoolFacts,
  secondment,
  training,
} from './domain/testing/sample-facts';
import { Verdict } from './domain/verdict';
import { storable, storeFacts, storePolicy, storeQuota } from './testing/store-facts';

const clock = new FixedClock(new Date('2025-07-01T04:00:00Z'));
const bureau: Principal = { ...SYSTEM_PRINCIPAL, role: Role.HR_BUREAU, userId: 1, regionPrefix: '3204' };
const school = (schoolId: number): Principal => ({
  ...SYSTEM_PRINCIPAL,
  role: Role.SCHOOL,
  userId: 2,
  schoolId,
  regionPrefix: '3204',
});
const enterprise: Principal = {
  ...SYSTEM_PRINCIPAL,
  role: Role.ENTERPRISE,
  userId: 3,
  enterpriseId: 1,
  regionPrefix: '3204',
};

describe('compliance from a real database', () => {
  let services: TestServices;
  let service: ComplianceService;

  beforeAll(async () => {
    services = await startTestServices([AuditModule, ComplianceModule], clock);
    service = services.app.get(ComplianceService);
  });
  beforeEach(async () => {
    await services.empty();
    await storePolicy(services.dataSource, POLICY);
  });
  afterAll(() => services.close());

  const store = async (schoolId: number, facts: SchoolFacts, asOf = '2025-12-31'): Promise<void> => {
    await storeFacts(services.dataSource, facts, schoolId, asOf);
    await storeQuota(services.dataSource, schoolId, Number(asOf.slice(0, 4)), facts.secondmentQuota);
  };
  const evaluate = async (facts: SchoolFacts, asOf = '2025-12-31'): Promise<SchoolCompliance> => {
    await store(1, facts, asOf);
    const [result] = await service.evaluate(bureau, { year: Number(asOf.slice(0, 4)), asOf, schoolCodes: ['X1'] });
    return result!;
  };
  const indicator = async (facts: SchoolFacts, code: IndicatorCode, asOf?: string): Promise<IndicatorResult> =>
    (await evaluate(facts, asOf)).indicators.find((each) => each.code === code)!;

  describe('the cases of domain.md §2 through SQL', () => {
    const college = (facts: Partial<SchoolFacts>) => schoolFacts(SchoolTier.TECHNICIAN_COLLEGE, facts);
    const heads = (counted: number, total: number, level = ClassLevel.SENIOR) =>
      college({
        classes: [
          schoolClass(1, { level, heads: counted }),
          schoolClass(2, { level: ClassLevel.INTERMEDIATE, heads: total - counted }),
        ],
      });

    it.each([
      [1200, 2449, Verdict.PASS, 'HEADS'],
      [1199, 2399, Verdict.FAIL, null],
      [1200, 2400, Verdict.PASS, 'BOTH'],
    ])('case 1: %i of %i heads: %s', async (counted, total, verdict, alternative) => {
      expect(await indicator(heads(counted, total), IndicatorCode.SENIOR_CLASSES)).toMatchObject({
        verdict,
        measured: { counted, total, alternative },
      });
    });

    it('cases 2 and 14: tiers without class and training targets', async () => {
      const result = await evaluate(
        schoolFacts(SchoolTier.PROVINCIAL_KEY, { agreements: agreements(10), committee: committee(3, 7) }),
      );
      expect(result.overall).toBe(Verdict.PASS);
      expect(result.indicators.filter(({ verdict }) => verdict === Verdict.NOT_APPLICABLE)).toHaveLength(4);
    });

    it('case 3: two agreements of one enterprise count once', async () => {
      const facts = college({ agreements: [agreement(1), agreement(2, { enterpriseId: 1 })] });
      const partners = await indicator(facts, IndicatorCode.PARTNERS);
      expect(partners.measured).toBe(1);
      expect(partners.evidence.notCounted[0]?.failed).toBe(Condition.PARTNER_ALREADY_COUNTED);
    });

    it.each<[string, Partial<AgreementFact>, Condition | undefined, ConditionDetail | undefined]>([
      ['case 4: ends on D', { effectiveTo: '2025-06-30' }, undefined, undefined],
      ['case 4: ended the day before', { effectiveTo: '2025-06-29' }, Condition.EXPIRED, undefined],
      ['case 4: terminated on D', { terminatedOn: '2025-06-30' }, Condition.TERMINATED, undefined],
      ['not filed', { filedOn: null }, Condition.NOT_FILED, undefined],
      ['begins after D', { effectiveFrom: '2025-07-01' }, Condition.NOT_YET_IN_FORCE, undefined],
      [
        'case 5: plan after D',
        { planApprovedOn: '2025-07-01' },
        Condition.NO_APPROVED_PLAN,
        ConditionDetail.PLAN_APPROVED_AFTER_REFERENCE_DATE,
      ],
      [
        'case 5: last year',
        { executions: [execution({ occurredOn: '2024-12-31' })] },
        Condition.NO_VERIFIED_EXECUTION,
        ConditionDetail.EXECUTION_BEFORE_YEAR,
      ],
      [
        'case 5: not verified',
        { executions: [execution({ verified: false })] },
        Condition.NO_VERIFIED_EXECUTION,
        ConditionDetail.EXECUTION_NOT_VERIFIED,
      ],
      [
        'reversed',
        { executions: [execution({ reversed: true })] },
        Condition.NO_VERIFIED_EXECUTION,
        ConditionDetail.EXECUTION_REVERSED,
      ],
      [
        'case 13: association',
        { enterpriseKind: EnterpriseKind.ASSOCIATION },
        Condition.PARTNER_KIND_NOT_COUNTED,
        undefined,
      ],
    ])('%s', async (_title, fact, failed, detail) => {
      const partners = await indicator(
        college({ agreements: [agreement(1, fact)] }),
        IndicatorCode.PARTNERS,
        '2025-06-30',
      );
      expect(partners.measured).toBe(failed ? 0 : 1);
      const [item] = failed ? partners.evidence.notCounted : partners.evidence.counted;
      expect({ failed: item?.failed, detail: item?.detail }).toEqual({ failed, detail });
      expect(item).toMatchObject({ code: '1-XY-1', enterpriseId: 100_001 });
    });

    it('case 6: technician heads count for a technician college only', async () => {
      expect(await indicator(heads(60, 100, ClassLevel.TECHNICIAN), IndicatorCode.SENIOR_CLASSES)).toMatchObject({
        measured: { counted: 60 },
      });
    });

    it('case 7: a class over or to come counts nowhere, one without a snapshot is named', async () => {
      const facts = college({
        classes: [
          schoolClass(1),
          schoolClass(2, { endsOn: '2025-12-30' }),
          schoolClass(3, { startsOn: '2026-01-01', heads: null, countedOn: null }),
        ],
      });
      expect((await indicator(facts, IndicatorCode.SENIOR_CLASSES)).measured).toMatchObject({ counted: 40, total: 40 });
      const without = college({ classes: [schoolClass(4, { heads: null, countedOn: null, majorId: 2 })] });
      await services.empty();
      await storePolicy(services.dataSource, POLICY);
      const result = await evaluate(without);
      expect(result.indicators[2]).toMatchObject({ verdict: Verdict.NO_DATA });
      expect(result.indicators[2]?.reason?.message).toContain('BJ-4');
      expect(result.indicators[1]).toMatchObject({ verdict: Verdict.FAIL, target: 1 });
    });

    it('case 8: once in one grade, twice in two, L4 never', async () => {
      const facts = college({
        trainings: [
          training(1, ['a', 'b']),
          training(2, ['a']),
          training(3, ['a'], { grade: 2 }),
          training(4, ['c'], { grade: 4 }),
        ],
      });
      expect((await indicator(facts, IndicatorCode.TRAINING)).measured).toBe(3);
    });

    it.each([
      ['2024-12-31', 12],
      ['2025-12-31', 10],
    ])('cases 10 and 11: a secondment across the year end gives %s %i days', async (asOf, measured) => {
      const facts = college({ secondments: [secondment(1, '2024-12-20', '2025-01-10')], secondmentQuota: 1 });
      expect((await indicator(facts, IndicatorCode.SECONDMENTS, asOf)).measured).toBe(measured);
    });

    it('case 12: no senior class, no MAJORS', async () => {
      expect((await indicator(college({}), IndicatorCode.MAJORS)).verdict).toBe(Verdict.NOT_APPLICABLE);
    });
  });

  it('gives the same as the rules on the same facts, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryFacts.map((facts) => storable(facts, 2024)),
        arbitraryPolicy,
        arbitraryReferenceDate,
        async (facts, document, asOf) => {
          await services.empty();
          const id = await storePolicy(services.dataSource, document);
          await store(3, facts, asOf);
          const [result] = await service.evaluate(SYSTEM_PRINCIPAL, { year: 2024, asOf });
          const expected = evaluateSchool(facts, { id, code: 'SPEC', version: 1, document }, 2024, asOf);
          expect(figures(result!)).toEqual(figures(expected));
        },
      ),
      { numRuns: 40 },
    );
  });

  describe('refusals', () => {
    beforeEach(() => store(1, schoolFacts(SchoolTier.ORDINARY)));

    it.each([
      [{ year: 2025, asOf: '2024-12-31' }, 'REFERENCE_DATE_OUTSIDE_YEAR'],
      [{ year: 2025, asOf: '2025-13-01' }, 'DATE_MALFORMED'],
      [{ year: 2009 }, 'POLICY_MISSING_FOR_YEAR'],
      [{ year: 12 }, 'YEAR_OUT_OF_RANGE'],
      [{ year: 2025, schoolCodes: ['X1', 'NOPE'] }, 'SCHOOL_UNKNOWN'],
    ])('%j: %s', async (question, code) => {
      await expect(service.evaluate(bureau, question)).rejects.toMatchObject({ code });
    });
  });

  describe('scope', () => {
    beforeEach(async () => {
      await store(1, schoolFacts(SchoolTier.PROVINCIAL_KEY));
      await store(2, schoolFacts(SchoolTier.NATIONAL_KEY));
      await services.dataSource.query("UPDATE school SET region_code = '320502' WHERE id = 2");
    });
    const boardOf = async (principal: Principal): Promise<string[]> =>
      (
        await service.boardOf(principal, { year: 2025 }, {}, ComplianceSort.CODE_ASC, { limit: 10, offset: 0 })
      ).items.map(({ schoolCode }) => schoolCode);

    it('a bureau sees its region, a school itself, an enterprise nothing', async () => {
      expect(await boardOf(bureau)).toEqual(['X1']);
      expect(await boardOf({ ...bureau, regionPrefix: '32' })).toEqual(['X1', 'X2']);
      expect(await boardOf(school(2))).toEqual(['X2']);
      expect(await boardOf(enterprise)).toEqual([]);
    });

    it("another school's data by id is as good as not there", async () => {
      const page = { limit: 10, offset: 0 };
      const question = { year: 2025 };
      const partners = IndicatorCode.PARTNERS;
      await expect(service.history(school(1), 2, 2025)).rejects.toMatchObject({ code: 'SCHOOL_NOT_FOUND' });
      await expect(service.evidence(school(1), 2, question, partners, true, page)).rejects.toMatchObject({
        code: 'SCHOOL_NOT_FOUND',
      });
      expect([...(await service.summaries(school(1), [1, 2], question)).keys()]).toEqual([1]);
      expect((await service.summaries(enterprise, [1, 2], question)).size).toBe(0);
      await expect(service.evaluate(school(1), { year: 2025, schoolCodes: ['X2'] })).rejects.toMatchObject({
        code: 'SCHOOL_UNKNOWN',
      });
    });
  });
});

/** What does not depend on the ids a database gave. */
function figures({ overall, tier, indicators }: SchoolCompliance) {
  return {
    overall,
    tier,
    indicators: indicators.map(({ evidence, ...summary }) => ({
      ...summary,
      counted: evidence.counted.length,
      failed: evidence.notCounted.map(({ failed, detail }) => `${failed} ${detail ?? ''}`).sort(),
    })),
  };
}
