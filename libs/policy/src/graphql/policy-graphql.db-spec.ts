import { CataloguesService } from '@sxbq/catalogues';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SchoolsService } from '@sxbq/schools';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { principalOf, statementsOf } from '../../../../test/support/programme';
import { PolicyGraphqlModule } from '../graphql';
import { PolicyService } from '../index';

const DOCUMENT = `countedPartnerKinds minVerifiedExecutions
  tiers { tier partners { target clause } seniorClasses { percent heads countedLevels clause } training { target clause } }
  majors { partnersPerMajor concernedLevels clause } training { gradeFloor clause } committee { percent clause }`;

describe('policy over GraphQL', () => {
  let services: GraphqlServices;
  let ids: string[];
  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const enterprise = principalOf(Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: 7 });

  beforeAll(async () => {
    services = await startGraphqlServices([SchoolsGraphqlModule, PolicyGraphqlModule]);
    await services.app.get(CataloguesService).load();
    await services.app.get(PolicyService).seedDefault();
    const add = (code: string) =>
      services.app.get(SchoolsService).create(SYSTEM_PRINCIPAL, { code, name: `示例${code}`, regionCode: '320402' });
    ids = [];
    for (const code of ['A', 'B', 'C', 'D']) ids.push(String((await add(code)).id));
  });
  afterAll(() => services.close());

  it('gives a version out and takes the same back as a new one', async () => {
    const shown = await services.ask<{ policyForYear: { document: object } }>(
      enterprise,
      `{ policyForYear(year: 2024) { code version validFromYear validToYear document { ${DOCUMENT} } } }`,
    );
    expect(shown).toMatchObject({ data: { policyForYear: { code: 'policy/2011', version: 1 } }, errors: [] });
    const document = JSON.parse(JSON.stringify(shown.data?.policyForYear.document)) as object;
    const add = 'mutation ($input: AddPolicyVersionInput!) { addPolicyVersion(input: $input) { version title } }';
    const input = { code: 'policy/2026', title: '示例新政策', validFromYear: 2026, source: '示例文件', document };
    expect(await services.ask(bureau, add, { input })).toEqual({
      data: { addPolicyVersion: { version: 2, title: '示例新政策' } },
      errors: [],
    });
    expect((await services.ask(enterprise, add, { input })).errors).toEqual(['FORBIDDEN']);
    const again = await services.ask(bureau, `{ policyForYear(year: 2030) { document { ${DOCUMENT} } } }`);
    expect(again.data).toEqual({ policyForYear: { document } });
  });

  it('distributes quotas and shows them with their schools', async () => {
    const distribute = `mutation ($input: DistributeQuotaInput!) {
      distributeQuota(input: $input) { amount indicatorCode school { code } } }`;
    const shares = ids.map((schoolId, index) => ({ schoolId, weight: index + 1 }));
    const input = { year: 2026, indicatorCode: 'SECONDMENTS', total: 105, shares };
    const answer = await services.ask(bureau, distribute, { input });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      distributeQuota: [
        ['A', 11],
        ['B', 21],
        ['C', 31],
        ['D', 42],
      ].map(([code, amount]) => ({ amount, indicatorCode: 'SECONDMENTS', school: { code } })),
    });
  });

  it('adds quotas and committee to schools without a statement per school', async () => {
    const add =
      'mutation ($input: AddCommitteeMemberInput!) { addCommitteeMember(input: $input) { id school { code } } }';
    for (const schoolId of ids) {
      const input = { schoolId, name: '孙五', employer: '示例协会', affiliation: 'INDUSTRY', startsOn: '2025-01-01' };
      expect((await services.ask(bureau, add, { input })).errors).toEqual([]);
    }
    const source = `query ($limit: Int!) { schools(limit: $limit) { items {
      quotas(year: 2026) { amount } committee(on: "2025-06-01") { name affiliation } } } }`;
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(bureau, source, { limit }));
    expect(await statements(1)).toBe(4);
    expect(await statements(4)).toBe(4);
    expect((await services.ask(bureau, source, { limit: 1 })).data).toEqual({
      schools: { items: [{ quotas: [{ amount: 11 }], committee: [{ name: '孙五', affiliation: 'INDUSTRY' }] }] },
    });
    expect((await services.ask(enterprise, source, { limit: 1 })).errors).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['a year without a policy', '{ policyForYear(year: 2010) { code } }', /^POLICY_MISSING_FOR_YEAR$/],
    ['a year that is no number', '{ policyForYear(year: "2010") { code } }', /Int/],
    ['a page of 10 000', '{ quotas(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['an indicator that does not exist', '{ quotas(filter: { indicatorCode: X }) { total } }', /IndicatorCode/],
    ['an id that is no number', '{ committeeMembers(filter: { schoolId: "x" }) { total } }', /^ID_MALFORMED$/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(bureau, source)).errors[0]).toMatch(reason);
  });
});
