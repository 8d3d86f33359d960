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
import { PostingsGraphqlModule } from './postings-graphql.module';

interface Written {
  readonly id: string;
  readonly revision: number;
}

describe('postings over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let firm: Principal;
  let school: Principal;
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [
        CataloguesModule,
        SchoolsGraphqlModule,
        EnterprisesGraphqlModule,
        AgreementsGraphqlModule,
        PostingsGraphqlModule,
      ],
      new FixedClock(new Date('2026-06-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    firm = enterpriseUser(world.enterprises.home);
    school = schoolUser(world.schools.home);
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [
        [
          ['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例'],
          ['REGION', '2023', '320411', '示例区', 'COUNTY', '示例'],
        ],
      ],
    );
    for (let index = 0; index < 5; index++) await show(index);
  });
  afterAll(() => services.close());

  const input = (index: number, more: object = {}) => ({
    enterpriseId: String(world.enterprises.home),
    code: `GW-${index}`,
    kind: 'JOB',
    title: `车工 ${index} 组`,
    occupationEdition: '2022',
    occupationCode: '6-18-01-01',
    majorNames: ['数控加工'],
    heads: 3,
    salaryMin: 5_000,
    salaryMax: 7_000,
    regionCode: '320411',
    validUntil: '2026-09-30',
    ...more,
  });
  const put = async (index: number, more: object = {}): Promise<Written> => {
    const source =
      'mutation ($input: PostingInput!) { putJobPosting(input: $input) { outcome posting { id revision } } }';
    const { data, errors } = await services.ask<{ putJobPosting: { posting: Written } }>(firm, source, {
      input: input(index, more),
    });
    expect(errors).toEqual([]);
    return (data as { putJobPosting: { posting: Written } }).putJobPosting.posting;
  };
  const step = (by: Principal, field: string, { id, revision }: Written, more = '') =>
    services.ask<Record<string, Written & { status: string }>>(
      by,
      `mutation ($id: ID!, $revision: Int!) { ${field}(id: $id, revision: $revision${more}) { id revision status } }`,
      { id, revision },
    );
  const vet = () =>
    services.ask(officer, 'mutation ($input: VetEnterpriseInput!) { vetEnterprise(input: $input) { status } }', {
      input: { enterpriseId: String(world.enterprises.home), status: 'PASSED', validUntil: '2027-06-15' },
    });
  async function show(index: number): Promise<void> {
    await vet();
    const { errors } = await step(officer, 'approveJobPosting', await put(index));
    expect(errors).toEqual([]);
  }

  it('shows a school what is shown, with the enterprise and its vetting, in as many statements for five as for one', async () => {
    const source = `query ($limit: Int!) { jobPostings(limit: $limit, filter: { majorName: "数控加工" }) { total items {
      code title majorNames status heads taken changedAt enterprise { name vetting { status validUntil } }
      findings { field } } } }`;
    const { data, errors } = await services.ask<{ jobPostings: { total: number; items: object[] } }>(school, source, {
      limit: 1,
    });
    expect(errors).toEqual([]);
    expect(data?.jobPostings).toMatchObject({
      total: 5,
      items: [
        {
          code: 'GW-0',
          majorNames: ['数控加工'],
          status: 'LIVE',
          enterprise: { name: '示例机电公司', vetting: { status: 'PASSED', validUntil: '2027-06-15' } },
          findings: [],
        },
      ],
    });
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(school, source, { limit }));
    expect(await statements(5)).toBe(await statements(1));
  });

  it('sends one back with marks that its enterprise reads', async () => {
    const waiting = await put(20);
    const marks = ', marks: [{ field: "salaryMax", message: "与同类岗位相差过大，请核对" }]';
    expect((await step(officer, 'rejectJobPosting', waiting, marks)).data?.['rejectJobPosting']?.status).toBe(
      'REJECTED',
    );
    const { data } = await services.ask<{ jobPosting: object }>(
      firm,
      'query ($id: ID!) { jobPosting(id: $id) { findings { field rule message } } }',
      { id: waiting.id },
    );
    expect(data?.jobPosting).toEqual({
      findings: [{ field: 'salaryMax', rule: 'OFFICER', message: '与同类岗位相差过大，请核对' }],
    });
  });

  it('closes one and opens it again as a draft', async () => {
    const waiting = await put(21);
    const closed = (await step(firm, 'closeJobPosting', waiting)).data?.['closeJobPosting'] as Written;
    expect((await step(firm, 'reopenJobPosting', closed)).data?.['reopenJobPosting']?.status).toBe('DRAFT');
  });

  it('gives the rules of a place and takes a new version', async () => {
    const publish = (document: string) =>
      services.ask<{ publishPostingRules: { version: number } }>(
        officer,
        'mutation ($input: PublishPostingRulesInput!) { publishPostingRules(input: $input) { version } }',
        { input: { regionPrefix: '3204', source: '示例通知', document } },
      );
    expect((await publish('no json')).errors).toEqual(['POSTING_RULES_INVALID']);
    const document = JSON.stringify({ minimumWages: [], bannedPhrases: [], maximumDays: 120 });
    expect((await publish(document)).data?.publishPostingRules.version).toBe(1);
    const { data } = await services.ask<{ postingRules: { version: number; document: string } }>(
      firm,
      '{ postingRules(regionCode: "320411") { version document } }',
    );
    expect(data?.postingRules).toEqual({ version: 1, document });
  });
});
