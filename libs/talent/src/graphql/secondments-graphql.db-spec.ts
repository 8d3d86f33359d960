import { AgreementsGraphqlModule } from '@sxbq/agreements/graphql';
import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { FixedClock, Principal } from '@sxbq/kernel';
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
import { TalentGraphqlModule } from './talent-graphql.module';

describe('secondments over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [CataloguesModule, SchoolsGraphqlModule, EnterprisesGraphqlModule, AgreementsGraphqlModule, TalentGraphqlModule],
      new FixedClock(new Date('2025-06-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
    for (let index = 0; index < 5; index++) await create(`S-${index}`);
  });
  afterAll(() => services.close());

  async function create(code: string, more: object = {}): Promise<string> {
    const created = await services.ask<{ createSecondment: { id: string } }>(
      school,
      'mutation ($input: CreateSecondmentInput!) { createSecondment(input: $input) { id } }',
      {
        input: {
          code,
          schoolId: String(world.schools.home),
          enterpriseId: String(world.enterprises.home),
          teacherNumber: `T-${code}`,
          teacherName: '示例教师',
          startsOn: '2025-03-01',
          endsOn: '2025-04-30',
          ...more,
        },
      },
    );
    return created.data?.createSecondment.id ?? created.errors.join();
  }
  const change = (by: Principal, field: string, id: string, args: string) =>
    services.ask<Record<string, object>>(
      by,
      `mutation ($id: ID!) { ${field}(id: $id, ${args}) { verified verifiedAt reversedAt reversalReason revision } }`,
      { id },
    );

  it('lists them with their school and enterprise, in as many statements for five as for one', async () => {
    const source = `query ($limit: Int!) { secondments(limit: $limit) { total items {
      code teacherNumber teacherName startsOn endsOn school { name } enterprise { name } } } }`;
    const { data, errors } = await services.ask<{ secondments: object }>(officer, source, { limit: 1 });
    expect(errors).toEqual([]);
    expect(data?.secondments).toEqual({
      total: 5,
      items: [
        {
          code: 'S-0',
          teacherNumber: 'T-S-0',
          teacherName: '示例教师',
          startsOn: '2025-03-01',
          endsOn: '2025-04-30',
          school: { name: '示例技师学院' },
          enterprise: { name: '示例机电公司' },
        },
      ],
    });
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(officer, source, { limit }));
    expect(await statements(5)).toBe(await statements(1));
  });

  it('edits, verifies and reverses one', async () => {
    const id = await create('S-9');
    const edited = await services.ask(
      school,
      'mutation ($input: EditSecondmentInput!) { editSecondment(input: $input) { post endsOn revision } }',
      { input: { id, revision: 1, post: '工艺员' } },
    );
    expect(edited.data).toEqual({ editSecondment: { post: '工艺员', endsOn: '2025-04-30', revision: 2 } });
    expect((await change(school, 'verifySecondment', id, 'revision: 2')).errors).toEqual(['FORBIDDEN']);
    expect((await change(enterprise, 'verifySecondment', id, 'revision: 2')).data?.['verifySecondment']).toMatchObject({
      verified: true,
      verifiedAt: '2025-06-15T02:00:00.000Z',
    });
    const reversed = await change(officer, 'reverseSecondment', id, 'reason: "重复登记"');
    expect(reversed.data?.['reverseSecondment']).toMatchObject({ reversalReason: '重复登记' });
  });

  it('refuses days that a teacher is away already', async () => {
    expect(await create('S-10', { teacherNumber: 'T-S-0', startsOn: '2025-04-30', endsOn: '2025-05-01' })).toBe(
      'SECONDMENT_OVERLAPS',
    );
  });

  it.each([
    ['a page of 10 000', '{ secondments(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ secondments(sort: NAME) { total } }', /SecondmentSort/],
    ['an id that is no number', '{ secondment(id: "x") { id } }', /^ID_MALFORMED$/],
    ['one that nobody has', '{ secondment(id: "4000000000") { id } }', /^SECONDMENT_NOT_FOUND$/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(officer, source)).errors[0]).toMatch(reason);
  });
});
