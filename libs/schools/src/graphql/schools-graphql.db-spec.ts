import { CataloguesService } from '@sxbq/catalogues';
import { FixedClock, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { principalOf, statementsOf } from '../../../../test/support/programme';
import {
  ClassLevel,
  EnrolmentService,
  SchoolClassesService,
  SchoolMajorsService,
  SchoolsService,
  SchoolTier,
} from '../index';
import { SchoolsGraphqlModule } from '../graphql';

const NESTED = `query ($limit: Int!) {
  schools(limit: $limit) { total items {
    id code contactPhone tier tierOnce: tier(on: "2020-01-01") tierPeriods { tier effectiveFrom }
    majors { code name } heads(on: "2026-01-01") { heads classes byLevel { level heads } }
  } }
  schoolClasses(limit: $limit) { items { code school { name } major { name } latestEnrolment { countedOn heads } } }
}`;

describe('schools over GraphQL', () => {
  let services: GraphqlServices;
  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const enterprise = principalOf(Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: 7 });

  beforeAll(async () => {
    const clock = new FixedClock(new Date('2026-03-02T04:00:00Z'));
    services = await startGraphqlServices([SchoolsGraphqlModule], clock);
    const get = services.app.get.bind(services.app);
    await get(CataloguesService).load();
    for (let number = 0; number < 6; number++) {
      const { id: schoolId } = await get(SchoolsService).create(SYSTEM_PRINCIPAL, {
        code: `S${number}`,
        name: `示例${number}校`,
        regionCode: '320402',
        contactPhone: `1380000000${number}`,
      });
      await get(SchoolsService).setTier(SYSTEM_PRINCIPAL, {
        schoolId,
        tier: SchoolTier.NATIONAL_KEY,
        effectiveFrom: '2021-01-01',
      });
      const major = await get(SchoolMajorsService).add(SYSTEM_PRINCIPAL, { schoolId, code: 'M', name: '数控' });
      const { id: schoolClassId } = await get(SchoolClassesService).create(SYSTEM_PRINCIPAL, {
        schoolId,
        code: 'K',
        name: '数控一班',
        schoolMajorId: major.id,
        level: ClassLevel.SENIOR,
        startsOn: '2025-09-01',
      });
      await get(EnrolmentService).record(SYSTEM_PRINCIPAL, { schoolClassId, countedOn: '2025-10-01', heads: 40 });
    }
  });
  afterAll(() => services.close());

  it('answers a nested query', async () => {
    const { data, errors } = await services.ask<{ schools: object; schoolClasses: object }>(bureau, NESTED, {
      limit: 1,
    });
    expect(errors).toEqual([]);
    expect(data?.schools).toEqual({
      total: 6,
      items: [
        {
          id: expect.stringMatching(/^\d+$/),
          code: 'S0',
          contactPhone: '138****0000',
          tier: 'NATIONAL_KEY',
          tierOnce: null,
          tierPeriods: [{ tier: 'NATIONAL_KEY', effectiveFrom: '2021-01-01' }],
          majors: [{ code: 'M', name: '数控' }],
          heads: { heads: 40, classes: 1, byLevel: [{ level: 'SENIOR', heads: 40 }] },
        },
      ],
    });
    expect(data?.schoolClasses).toEqual({
      items: [
        {
          code: 'K',
          school: { name: '示例0校' },
          major: { name: '数控' },
          latestEnrolment: { countedOn: '2025-10-01', heads: 40 },
        },
      ],
    });
  });

  it('sends as many statements for six schools as for one', async () => {
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(bureau, NESTED, { limit }));
    const forOne = await statements(1);
    expect(forOne).toBe(10);
    expect(await statements(6)).toBe(forOne);
  });

  it('shows an enterprise the school, without contact', async () => {
    const { data, errors } = await services.ask(
      enterprise,
      '{ schools(limit: 1) { items { code contactName contactPhone } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ schools: { items: [{ code: 'S0', contactName: null, contactPhone: null }] } });
  });

  it.each([
    ['a page of 10 000', '{ schools(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ schools(sort: CONTACT_PHONE) { total } }', /SchoolSort/],
    ['a filter field that does not exist', '{ schools(filter: { contactPhone: "1" }) { total } }', /contactPhone/],
    ['an id that is no number', '{ school(id: "1 OR 1=1") { id } }', /^ID_MALFORMED$/],
    ['an id that nobody has', '{ school(id: "4000000000") { id } }', /^SCHOOL_NOT_FOUND$/],
    ['an id in a filter that is no number', '{ schoolClasses(filter: { schoolId: "x" }) { total } }', /^ID_MALFORMED$/],
    ['a date that does not exist', '{ schools { items { tier(on: "2023-02-29") } } }', /^DATE_MALFORMED$/],
  ])('refuses %s', async (_case, source, reason) => {
    const { errors } = await services.ask(bureau, source);
    expect(errors[0]).toMatch(reason);
  });

  it('keeps two principals of the same moment apart', async () => {
    const source = '{ schools(limit: 1) { items { contactPhone majors { code } } } }';
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => services.ask(index % 2 ? bureau : enterprise, source)),
    );
    answers.forEach(({ data }, index) => {
      const contactPhone = index % 2 ? '138****0000' : null;
      expect(data).toEqual({ schools: { items: [{ contactPhone, majors: [{ code: 'M' }] }] } });
    });
  });

  it('writes through mutations', async () => {
    const created = await services.ask<{ createSchool: { id: string; revision: number } }>(
      bureau,
      'mutation ($input: CreateSchoolInput!) { createSchool(input: $input) { id revision } }',
      { input: { code: 'G1', name: '示例图校', regionCode: '320404' } },
    );
    expect(created.errors).toEqual([]);
    const { id } = created.data?.createSchool as { id: string };
    const update = 'mutation ($input: UpdateSchoolInput!) { updateSchool(input: $input) { name revision regionCode } }';
    const variables = { input: { id, revision: 1, name: '示例改名校' } };
    expect(await services.ask(bureau, update, variables)).toEqual({
      data: { updateSchool: { name: '示例改名校', revision: 2, regionCode: '320404' } },
      errors: [],
    });
    expect((await services.ask(bureau, update, variables)).errors).toEqual(['SCHOOL_REVISION_CONFLICT']);
    expect((await services.ask(enterprise, update, variables)).errors).toEqual(['FORBIDDEN']);
  });
});
