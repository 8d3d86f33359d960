import { CataloguesModule } from '@sxbq/catalogues';
import { FixedClock, Principal } from '@sxbq/kernel';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { statementsOf } from '../../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  ProgrammeWorld,
  schoolUser,
} from '../../../../test/support/programme-world';
import { AgreementsGraphqlModule } from './agreements-graphql.module';

const AGREEMENT = 'id code status revision signedOn filedOn terminatedOn';

describe('agreements over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [CataloguesModule, SchoolsGraphqlModule, EnterprisesGraphqlModule, AgreementsGraphqlModule],
      new FixedClock(new Date('2025-06-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
  });
  afterAll(() => services.close());

  const mutate = async (by: Principal, field: string, variables: string, values: Record<string, unknown>) => {
    const call = `${field}(${variables.replace(/\$(\w+): [^,]+/g, '$1: $$$1')})`;
    const type = /Execution/.test(field) ? 'id code verified reversedAt revision recordedSide' : AGREEMENT;
    const { data, errors } = await services.ask<Record<string, Record<string, unknown>>>(
      by,
      `mutation (${variables}) { ${call} { ${type} } }`,
      values,
    );
    return errors.length > 0 ? errors : (data?.[field] as Record<string, unknown>);
  };
  const draft = (code: string, more: object = {}) =>
    mutate(school, 'draftAgreement', '$input: DraftAgreementInput!', {
      input: {
        code,
        schoolId: String(world.schools.home),
        enterpriseId: String(world.enterprises.home),
        kinds: ['CLOSE', 'JOINT_TRAINING'],
        schoolMajorIds: [String(world.majors.second), String(world.majors.first)],
        effectiveFrom: '2025-01-01',
        ...more,
      },
    }) as Promise<{ id: string; revision: number }>;
  const approve = (by: Principal, id: string, revision = 1) =>
    mutate(by, 'approveAgreement', '$id: ID!, $revision: Int!', { id, revision });
  const signed = async (code: string) => {
    const { id } = await draft(code);
    await approve(school, id);
    await approve(enterprise, id);
    return id;
  };
  const file = (id: string, by = officer) =>
    mutate(by, 'fileAgreement', '$input: FileAgreementInput!', { input: { id, revision: 1, filedOn: '2025-06-15' } });

  it('goes from draft to termination', async () => {
    const id = await signed('G-1');
    expect(await file(id)).toMatchObject({ status: 'FILED', filedOn: '2025-06-15' });
    const setPlan = mutate(school, 'setCooperationPlan', '$agreementId: ID!, $name: String!', {
      agreementId: id,
      name: '联合培养方案',
    });
    expect(await setPlan).toMatchObject({ id });
    await mutate(officer, 'approveCooperationPlan', '$agreementId: ID!, $approvedOn: Date!', {
      agreementId: id,
      approvedOn: '2025-06-15',
    });
    const recorded = await mutate(school, 'recordExecution', '$input: RecordExecutionInput!', {
      input: { agreementId: id, code: 'E-1', occurredOn: '2025-06-01', activityKind: '顶岗实习', participants: 20 },
    });
    expect(recorded).toMatchObject({ verified: false, recordedSide: 'SCHOOL' });
    const executionId = (recorded as { id: string }).id;
    const edited = await mutate(school, 'editExecution', '$input: EditExecutionInput!', {
      input: { id: executionId, revision: 1, participants: 21 },
    });
    expect(edited).toMatchObject({ revision: 2 });
    const verify = (by: Principal) =>
      mutate(by, 'verifyExecution', '$id: ID!, $revision: Int!', { id: executionId, revision: 2 });
    expect(await verify(school)).toEqual(['EXECUTION_OWN_RECORD']);
    expect(await verify(enterprise)).toMatchObject({ verified: true });
    const reversed = await mutate(officer, 'reverseExecution', '$id: ID!, $reason: String!', {
      id: executionId,
      reason: '日期登记错误',
    });
    expect(reversed).toMatchObject({ reversedAt: '2025-06-15T02:00:00.000Z' });
    await mutate(school, 'pauseAgreement', '$id: ID!, $reason: String!', { id, reason: '检修' });
    await mutate(school, 'resumeAgreement', '$id: ID!, $reason: String!', { id, reason: '检修结束' });
    const terminated = await mutate(officer, 'terminateAgreement', '$input: TerminateAgreementInput!', {
      input: { id, terminatedOn: '2025-06-15', reason: '企业停产' },
    });
    expect(terminated).toMatchObject({ status: 'TERMINATED', terminatedOn: '2025-06-15' });
  });

  it('shows an agreement with everything below it', async () => {
    const id = await signed('G-2');
    await file(id);
    const renewed = await mutate(school, 'renewAgreement', '$input: RenewAgreementInput!', {
      input: { id, code: 'G-2R', effectiveFrom: '2026-01-01' },
    });
    const { data, errors } = await services.ask(
      officer,
      `query ($id: ID!) { agreement(id: $id) {
        kinds status school { code regionCode } enterprise { name kind } majors { code name }
        approvals { side } plan { name } successor { code predecessor { code } }
        executions { total items { code } }
        events(limit: 2) { total items { kind fromStatus toStatus actorId reason changes { field before after } } }
      } }`,
      { id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      agreement: {
        kinds: ['CLOSE', 'JOINT_TRAINING'],
        status: 'FILED',
        school: { code: 'S1', regionCode: '320411' },
        enterprise: { name: '示例机电公司', kind: 'ENTERPRISE' },
        majors: [
          { code: '0101', name: '数控加工' },
          { code: '0102', name: '机电一体化' },
        ],
        approvals: [{ side: 'SCHOOL' }, { side: 'ENTERPRISE' }],
        plan: null,
        successor: { code: 'G-2R', predecessor: { code: 'G-2' } },
        executions: { total: 0, items: [] },
        events: {
          total: 5,
          items: [
            {
              kind: 'SUCCESSOR_DRAFTED',
              fromStatus: 'FILED',
              toStatus: 'FILED',
              actorId: '2',
              reason: null,
              changes: [],
            },
            {
              kind: 'FILED',
              fromStatus: 'SIGNED',
              toStatus: 'FILED',
              actorId: '1',
              reason: null,
              changes: [{ field: 'filedOn', before: null, after: '2025-06-15' }],
            },
          ],
        },
      },
    });
    expect(renewed).toMatchObject({ code: 'G-2R', status: 'DRAFT' });
  });

  describe('asks the database as often for many as for one', () => {
    const statements = async (source: string, limit: number) => {
      const answers: string[][] = [];
      const count = await statementsOf(services.dataSource, async () => {
        answers.push((await services.ask(officer, source, { limit })).errors);
      });
      expect(answers).toEqual([[]]);
      return count;
    };

    beforeAll(async () => {
      for (let index = 0; index < 8; index++) await draft(`N-${index}`);
      const other = { schoolId: String(world.schools.other), enterpriseId: String(world.enterprises.other) };
      await mutate(officer, 'draftAgreement', '$input: DraftAgreementInput!', {
        input: { code: 'N-9', kinds: ['CLOSE'], ...other },
      });
    });

    it.each([
      ['names alone come with the rows', '{ id school { name } enterprise { name } }', 1],
      ['the total is one more', '{ id school { name } } total', 2],
      ['whole parties are one each', '{ id school { code } enterprise { uscc } }', 3],
      [
        'everything below',
        `{ id school { name } enterprise { name } majors { code } approvals { side } plan { name }
           predecessor { code } successor { code }
           executions(limit: 2) { items { code } } events(limit: 2) { total items { kind } } } total`,
        // page, total, majors, approvals, plans, predecessors, successors’ ids, successors, and two each for executions
        // and events
        12,
      ],
    ])('%s', async (_case, selection, most) => {
      const source = `query ($limit: Int!) { agreements(limit: $limit) { items ${selection} } }`;
      const forMany = await statements(source, 12);
      expect(forMany).toBeLessThanOrEqual(most);
      expect(await statements(source, 3)).toBeLessThanOrEqual(forMany);
    });

    it('from the side of schools and enterprises', async () => {
      const source = `query ($limit: Int!) {
        schools(limit: $limit) { items { agreements(limit: 3) { total items { code enterprise { name } } } } }
        enterprises(limit: $limit) { items { agreements(limit: 3, filter: { kind: CLOSE }) { items { code } } } }
      }`;
      expect(await statements(source, 2)).toBe(await statements(source, 1));
    });
  });

  it('gives each school its own agreements', async () => {
    const { data, errors } = await services.ask<{ schools: { items: { code: string; agreements: object }[] } }>(
      officer,
      `{ schools { items { code agreements(limit: 1, sort: CODE_DESC) { total items { code school { code } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.schools.items).toMatchObject([
      { code: 'S1', agreements: { items: [{ code: 'N-7', school: { code: 'S1' } }] } },
      { code: 'S2', agreements: { total: 1, items: [{ code: 'N-9', school: { code: 'S2' } }] } },
    ]);
  });

  it.each([
    ['a page of 10 000', '{ agreements(limit: 10000) { items { id } } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a nested page of 101', '{ schools { items { agreements(limit: 101) { total } } } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ agreements(sort: REMINDED) { total } }', /AgreementSort/],
    ['a filter field that does not exist', '{ agreements(filter: { revision: 1 }) { total } }', /revision/],
    ['an id that is no number', '{ agreement(id: "1 OR 1=1") { id } }', /^ID_MALFORMED$/],
    ['an id in a filter that is no number', '{ agreements(filter: { schoolId: "x" }) { total } }', /^ID_MALFORMED$/],
    ['an id that nobody has', '{ agreement(id: "4000000000") { id } }', /^AGREEMENT_NOT_FOUND$/],
    ['an execution that nobody has', '{ executionRecord(id: "4000000000") { id } }', /^EXECUTION_NOT_FOUND$/],
    ['a date that does not exist', '{ agreements(filter: { inForceOn: "2025-02-30" }) { total } }', /DATE_MALFORMED/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(officer, source)).errors[0]).toMatch(reason);
  });

  it.each([
    ['a kind that does not exist', { kinds: ['FRIENDSHIP'] }, /AgreementKind/],
    ['no kind', { kinds: [] }, /^AGREEMENT_KINDS_MISSING$/],
    ['ids that are no numbers', { schoolMajorIds: ['x'] }, /^ID_MALFORMED$/],
    ['a field of the server’s', { status: 'FILED' }, /status/],
    ['a date that does not exist', { effectiveFrom: '2025-02-30' }, /DATE_MALFORMED|2025-02-30/],
  ])('refuses a draft with %s', async (_case, more, reason) => {
    expect(await draft('BAD', more)).toEqual([expect.stringMatching(reason)]);
  });

  it('keeps two principals of the same moment apart', async () => {
    const stranger = schoolUser(world.schools.other);
    const source = '{ agreements(filter: { search: "G-1" }) { total items { code school { name } } } }';
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => services.ask<object>(index % 2 ? school : stranger, source)),
    );
    answers.forEach(({ data }, index) => {
      const own = { total: 1, items: [{ code: 'G-1', school: { name: '示例技师学院' } }] };
      expect(data).toEqual({ agreements: index % 2 ? own : { total: 0, items: [] } });
    });
  });
});
