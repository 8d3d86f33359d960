import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { Connection } from 'mysql2';
import { SchoolTier } from '@sxbq/schools';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { principalOf } from '../../../../test/support/programme';
import { agreement, committee, POLICY, schoolClass, schoolFacts } from '../domain/testing/sample-facts';
import { storeFacts, storePolicy } from '../testing/store-facts';
import { ComplianceGraphqlModule } from './compliance-graphql.module';

const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
const clock = new FixedClock(new Date('2025-07-01T04:00:00Z'));
const INDICATORS = `indicators { code verdict measured { counted total alternative } target { count percent heads }
  gap unit measuredText targetText pace { position expected } reason { code message } }`;

describe('compliance over GraphQL', () => {
  let services: GraphqlServices;

  beforeAll(async () => {
    services = await startGraphqlServices([SchoolsGraphqlModule, ComplianceGraphqlModule], clock);
    await storePolicy(services.dataSource, POLICY);
    const facts = schoolFacts(SchoolTier.TECHNICIAN_COLLEGE, {
      agreements: [agreement(1), agreement(2, { filedOn: null })],
      classes: [schoolClass(1)],
      committee: committee(1, 2),
    });
    for (let id = 1; id <= 12; id++) await storeFacts(services.dataSource, facts, id, '2025-07-01');
  });
  afterAll(() => services.close());

  const ask = <T>(query: string, principal: Principal = bureau) => services.ask<T>(principal, query);
  /** Statements that reach the driver: facts are read past TypeORM, so its log does not know them. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const sent = jest.spyOn(Connection.prototype, 'query');
    await work();
    const { length } = sent.mock.calls;
    sent.mockRestore();
    return length;
  };

  it("shows a school's indicators with what was measured, asked for and missing", async () => {
    const { data, errors } = await ask<{ school: { compliance: { indicators: unknown[] } } }>(
      `{ school(id: 1) { compliance(year: 2025) { schoolCode tier year asOf overall factsDigest ${INDICATORS} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.school.compliance).toMatchObject({
      schoolCode: 'X1',
      year: 2025,
      asOf: '2025-07-01',
      overall: 'FAIL',
    });
    expect(data?.school.compliance.indicators).toMatchObject([
      {
        code: 'PARTNERS',
        verdict: 'FAIL',
        measured: { counted: 1, total: null },
        target: { count: 20 },
        gap: 19,
        measuredText: '1',
        pace: { position: 'BEHIND', expected: 10 },
      },
      { code: 'MAJORS', measured: { counted: 0 }, target: { count: 1 } },
      {
        code: 'SENIOR_CLASSES',
        verdict: 'PASS',
        measured: { counted: 40, total: 40, alternative: 'PERCENT' },
        target: { count: null, percent: 50, heads: 1200 },
        measuredText: '40/40（100.0%）',
        targetText: '50% 或 1200 人',
      },
      { code: 'TRAINING', measured: { counted: 0 } },
      { code: 'SECONDMENTS', verdict: 'NOT_APPLICABLE', measured: null, target: null, measuredText: '不适用' },
      { code: 'COMMITTEE', verdict: 'PASS', measured: { counted: 1, total: 3 }, target: { percent: 30 } },
    ]);
  });

  it('reads as many statements for twelve schools as for two', async () => {
    const list = (limit: number) => () =>
      ask(`{ schools(limit: ${limit}) { items { name compliance(year: 2025, asOf: "2025-06-30") { overall } } } }`);
    await list(2)();
    const two = await statementsOf(list(2));
    expect(await statementsOf(list(12))).toBe(two);
    expect(two).toBeGreaterThan(10);
    expect(two).toBeLessThan(30);
  });

  it('answers several dates of one school in one request', async () => {
    const { data } = await ask(
      `{ school(id: 1) { now: compliance(year: 2025) { asOf } then: compliance(year: 2024) { asOf }
         day: compliance(year: 2024, asOf: "2024-02-29") { asOf } } }`,
    );
    expect(data).toEqual({
      school: { now: { asOf: '2025-07-01' }, then: { asOf: '2024-12-31' }, day: { asOf: '2024-02-29' } },
    });
  });

  it('shows an enterprise the school and not its compliance', async () => {
    const enterprise = principalOf(Role.ENTERPRISE, { enterpriseId: 100_001, regionPrefix: '320402' });
    const { data, errors } = await ask('{ school(id: 1) { code compliance(year: 2025) { overall } } }', enterprise);
    expect({ data, errors }).toEqual({ data: { school: { code: 'X1', compliance: null } }, errors: [] });
  });

  it('opens the evidence: partners by name, candidates with their first failed condition', async () => {
    const evidence = (counted: boolean) =>
      ask<{ complianceEvidence: unknown }>(
        `{ complianceEvidence(schoolId: 1, year: 2025, indicator: PARTNERS, counted: ${counted}) {
           total items { type code enterpriseName enterpriseUscc executionIds failed failedText } } }`,
      );
    expect((await evidence(true)).data?.complianceEvidence).toEqual({
      total: 1,
      items: [
        {
          type: 'AGREEMENT',
          code: '1-XY-1',
          enterpriseName: '企业1',
          enterpriseUscc: 'U100001',
          executionIds: ['100100'],
          failed: null,
          failedText: null,
        },
      ],
    });
    expect((await evidence(false)).data?.complianceEvidence).toMatchObject({
      total: 1,
      items: [{ code: '1-XY-2', failed: 'NOT_FILED', failedText: '未备案', executionIds: null }],
    });
  });

  it('names the majors of MAJORS with what each lacks', async () => {
    const { data } = await ask(
      '{ complianceEvidence(schoolId: 1, year: 2025, indicator: MAJORS) { majors { code measured target met classCodes } } }',
    );
    expect(data).toEqual({
      complianceEvidence: { majors: [{ code: 'ZY-1', measured: 0, target: 2, met: false, classCodes: ['BJ-1'] }] },
    });
  });

  it.each([
    ['{ complianceBoard(year: 2025, asOf: "2026-01-01") { total } }', 'REFERENCE_DATE_OUTSIDE_YEAR'],
    ['{ complianceBoard(year: 2009) { total } }', 'POLICY_MISSING_FOR_YEAR'],
    ['{ complianceBoard(year: 2025, limit: 10000) { total } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ complianceHistory(schoolId: "x", year: 2025) { asOf } }', 'ID_MALFORMED'],
    ['{ complianceHistory(schoolId: 999, year: 2025) { asOf } }', 'SCHOOL_NOT_FOUND'],
    ['{ complianceEvidence(schoolId: 999, year: 2025, indicator: PARTNERS) { total } }', 'SCHOOL_NOT_FOUND'],
    ['{ complianceRun(id: 999) { id } }', 'COMPLIANCE_RUN_NOT_FOUND'],
    ['mutation { recomputeCompliance(year: 12) { id } }', 'YEAR_OUT_OF_RANGE'],
  ])('%s is refused with %s', async (query, code) => {
    expect((await ask(query)).errors).toEqual([code]);
  });
});
