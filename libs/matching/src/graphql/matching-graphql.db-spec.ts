import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { GraduatesGraphqlModule } from '@sxbq/graduates/graphql';
import { FixedClock, Principal } from '@sxbq/kernel';
import { PostingsGraphqlModule } from '@sxbq/postings/graphql';
import { PrivacyModule } from '@sxbq/privacy';
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
import { SuggestionComputation } from '../suggestion-computation';
import { SupplyAndDemand } from '../testing/supply-and-demand';
import { MatchingGraphqlModule } from './matching-graphql.module';

jest.setTimeout(60_000);

const LATHE = '6-18-01-01';
const POSTINGS_OF = `query ($id: ID!) { suggestedPostings(graduateId: $id) {
  items { score sentences jobPosting { title } override { decision roleTitle } } } }`;
const GRADUATES_OF = `query ($id: ID!) { suggestedGraduates(jobPostingId: $id) {
  items { graduateId candidate { name majorName certificates { grade } } override { reason } } } }`;
const WEIGHTS = [
  ['LINK', 30],
  ['SKILLS', 15],
  ['GRADE', 10],
  ['DISTRICT', 10],
  ['WISHES', 20],
  ['SALARY', 10],
  ['HISTORY', 5],
].map(([part, weight]) => ({ part, weight }));

describe('suggestions over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let firm: Principal;
  const graduates: number[] = [];
  const postings: number[] = [];

  beforeAll(async () => {
    services = await startGraphqlServices(
      [
        ...[CataloguesModule, SchoolsGraphqlModule, EnterprisesGraphqlModule, PrivacyModule],
        ...[PostingsGraphqlModule, GraduatesGraphqlModule, MatchingGraphqlModule],
      ],
      new FixedClock(new Date('2026-05-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    const rows = new SupplyAndDemand(services.dataSource);
    await rows.link('数控加工', LATHE);
    const cohort = await rows.cohort(world.schools.home, '数控加工');
    for (let number = 0; number < 6; number++) {
      graduates.push(await rows.graduate(cohort, { certificates: [[LATHE, 3]] }));
      postings.push(await rows.posting(world.enterprises.home, { occupationCode: LATHE }));
    }
    const { insertId } = (await services.dataSource.query(
      "INSERT INTO suggestion_run (region_prefix, status, requested_at, changed_at) VALUES ('3204', 'QUEUED', NOW(6), NOW(6))",
    )) as { insertId: number };
    const computation = services.app.get(SuggestionComputation, { strict: false });
    await computation.compute(insertId, { attempt: 1, progress: () => Promise.resolve() });
  });
  afterAll(() => services.close());

  it.each([
    ['postings for a graduate, with the postings', () => [POSTINGS_OF, graduates[0]] as const, () => school, 4],
    [
      'graduates for a posting, with what may be known of them',
      () => [GRADUATES_OF, postings[0]] as const,
      () => firm,
      4,
    ],
  ])('read %s in as many statements however many there are', async (_what, question, who, statements) => {
    const [query, id] = question();
    const sent = await statementsOf(services.dataSource, async () => {
      const { data, errors } = await services.ask<Record<string, { items: object[] }>>(who(), query, {
        id: String(id),
      });
      expect(errors).toEqual([]);
      expect(Object.values(data!)[0]!.items).toHaveLength(6);
    });
    expect(sent).toBe(statements);
  });

  it('take weights part by part, each once', async () => {
    const publish = (weights: object[]) =>
      services.ask<{ publishScoreWeights: object }>(
        bureau(),
        `mutation ($input: PublishScoreWeightsInput!) {
           publishScoreWeights(input: $input) { regionPrefix version weights { part weight } } }`,
        { input: { regionPrefix: '3204', source: '示例通知', weights } },
      );
    expect((await publish(WEIGHTS)).data?.publishScoreWeights).toEqual({
      regionPrefix: '3204',
      version: 1,
      weights: WEIGHTS,
    });
    expect((await publish([...WEIGHTS, { part: 'LINK', weight: 30 }])).errors).toEqual(['SCORE_WEIGHTS_INVALID']);
    expect((await publish(WEIGHTS.slice(1))).errors).toEqual(['SCORE_WEIGHTS_INVALID']);
  });
});
