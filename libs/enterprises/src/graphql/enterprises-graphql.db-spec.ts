import { CataloguesService } from '@sxbq/catalogues';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { principalOf, someUscc, statementsOf } from '../../../../test/support/programme';
import { EnterprisesGraphqlModule } from '../graphql';
import { EnterprisesService } from '../index';

describe('enterprises over GraphQL', () => {
  let services: GraphqlServices;
  const bureau = principalOf(Role.ECONOMY_BUREAU, { regionPrefix: '3204' });

  beforeAll(async () => {
    services = await startGraphqlServices([EnterprisesGraphqlModule]);
    await services.app.get(CataloguesService).load();
    for (let number = 1; number <= 5; number++) {
      await services.app.get(EnterprisesService).create(SYSTEM_PRINCIPAL, {
        uscc: someUscc(number),
        name: `示例${number}公司`,
        regionCode: '320402',
        contactPhone: `1380000000${number}`,
      });
    }
  });
  afterAll(() => services.close());

  it('lists with masked phones in two statements', async () => {
    const source = '{ enterprises(limit: 3) { total items { name kind size contactPhone } } }';
    let answer: unknown;
    const statements = await statementsOf(services.dataSource, async () => {
      answer = await services.ask(bureau, source);
    });
    expect(answer).toEqual({
      data: {
        enterprises: {
          total: 5,
          items: [1, 2, 3].map((number) => ({
            name: `示例${number}公司`,
            kind: 'ENTERPRISE',
            size: null,
            contactPhone: `138****000${number}`,
          })),
        },
      },
      errors: [],
    });
    expect(statements).toBe(2);
  });

  it.each([
    ['a page of 10 000', '{ enterprises(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ enterprises(sort: CONTACT_PHONE) { total } }', /EnterpriseSort/],
    ['a foreign id', '{ enterprise(id: "4000000000") { name } }', /^ENTERPRISE_NOT_FOUND$/],
    ['a credit code that fails its check', '{ enterpriseByUscc(uscc: "x") { name } }', /^USCC_INVALID$/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(bureau, source)).errors[0]).toMatch(reason);
  });

  it('writes through mutations', async () => {
    const created = await services.ask<{ createEnterprise: { id: string } }>(
      bureau,
      'mutation ($input: CreateEnterpriseInput!) { createEnterprise(input: $input) { id kind } }',
      { input: { uscc: someUscc(50), name: '示例协会', kind: 'ASSOCIATION', regionCode: '320404' } },
    );
    expect(created).toMatchObject({ data: { createEnterprise: { kind: 'ASSOCIATION' } }, errors: [] });
    const id = created.data?.createEnterprise.id;
    const contact =
      'mutation ($input: UpdateEnterpriseContactInput!) { updateEnterpriseContact(input: $input) { contactPhone revision } }';
    expect(await services.ask(bureau, contact, { input: { id, revision: 1, contactPhone: '13800005678' } })).toEqual({
      data: { updateEnterpriseContact: { contactPhone: '138****5678', revision: 2 } },
      errors: [],
    });
    const update = 'mutation ($input: UpdateEnterpriseInput!) { updateEnterprise(input: $input) { size } }';
    expect((await services.ask(bureau, update, { input: { id, revision: 1, size: 'LARGE' } })).errors).toEqual([
      'ENTERPRISE_REVISION_CONFLICT',
    ]);
    expect((await services.ask(bureau, update, { input: { id, revision: 2, size: 'LARGE' } })).data).toEqual({
      updateEnterprise: { size: 'LARGE' },
    });
  });
});
