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
import { TrainingMenuGraphqlModule } from './training-menu-graphql.module';

interface Written {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
}

describe('training menus over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let firm: Principal;
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [
        CataloguesModule,
        SchoolsGraphqlModule,
        EnterprisesGraphqlModule,
        AgreementsGraphqlModule,
        TrainingMenuGraphqlModule,
      ],
      new FixedClock(new Date('2026-06-15T02:00:00Z')),
    );
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [[['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例']]],
    );
    for (let index = 0; index < 5; index++) await interest(await published(index));
  });
  afterAll(() => services.close());

  const written = async (by: Principal, field: string, type: string, input: object): Promise<Written> => {
    const source = `mutation ($input: ${type}!) { made: ${field}(input: $input) { id revision status } }`;
    const { data, errors } = await services.ask<{ made: Written }>(by, source, { input });
    expect(errors).toEqual([]);
    return (data as { made: Written }).made;
  };
  const step = async (by: Principal, field: string, { id, revision }: Written, more = '') => {
    const source = `mutation ($id: ID!, $revision: Int!) {
      made: ${field}(id: $id, revision: $revision${more}) { id revision status } }`;
    const { data, errors } = await services.ask<{ made: Written }>(by, source, { id, revision });
    expect(errors).toEqual([]);
    return (data as { made: Written }).made;
  };
  const offerInput = (index: number) => ({
    schoolId: String(world.schools.home),
    code: `CD-${index}`,
    name: '车工高级工班',
    grade: 3,
    seats: 30,
    occupationEdition: '2022',
    occupationCode: '6-18-01-01',
    startsOn: '2026-09-01',
    endsOn: '2026-09-20',
    validUntil: '2026-08-31',
  });
  async function published(index: number): Promise<Written> {
    return step(
      school,
      'publishTrainingOffer',
      await written(school, 'draftTrainingOffer', 'TrainingOfferInput', offerInput(index)),
    );
  }
  const interest = ({ id }: Written): Promise<Written> =>
    written(firm, 'showTrainingInterest', 'ShowTrainingInterestInput', { trainingOfferId: id, heads: 4 });

  it('shows an enterprise the menu with the schools, in as many statements for five as for one', async () => {
    const source = `query ($limit: Int!) { trainingOffers(limit: $limit, filter: { grade: 3 }) { total items {
      code name seats taken price status changedAt school { name } } } }`;
    const { data, errors } = await services.ask<{ trainingOffers: object }>(firm, source, { limit: 1 });
    expect(errors).toEqual([]);
    expect(data?.trainingOffers).toMatchObject({
      total: 5,
      items: [
        { code: 'CD-0', seats: 30, taken: 0, price: null, status: 'PUBLISHED', school: { name: '示例技师学院' } },
      ],
    });
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(firm, source, { limit }));
    expect(await statements(5)).toBe(await statements(1));
  });

  it('shows interests with both sides and their steps, in as many statements for five as for one', async () => {
    const source = `query ($limit: Int!) { trainingInterests(limit: $limit) { total items {
      status origin heads school { name } enterprise { name } events { step toStatus side } } } }`;
    const { data, errors } = await services.ask<{ trainingInterests: object }>(officer, source, { limit: 1 });
    expect(errors).toEqual([]);
    expect(data?.trainingInterests).toEqual({
      total: 5,
      items: [
        {
          status: 'INTEREST',
          origin: 'ENTERPRISE',
          heads: 4,
          school: { name: '示例技师学院' },
          enterprise: { name: '示例机电公司' },
          events: [{ step: 'SHOW', toStatus: 'INTEREST', side: 'ENTERPRISE' }],
        },
      ],
    });
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(officer, source, { limit }));
    expect(await statements(5)).toBe(await statements(1));
  });

  it('takes a need from its draft to a training that the school gives a number', async () => {
    const drafted = await written(firm, 'draftTrainingNeed', 'TrainingNeedInput', {
      enterpriseId: String(world.enterprises.home),
      code: 'XQ-1',
      heads: 20,
      validUntil: '2026-08-31',
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
    });
    const edited = await written(firm, 'editTrainingNeed', 'EditTrainingNeedInput', {
      id: drafted.id,
      revision: drafted.revision,
      priceCeiling: 1_500,
    });
    const open = await step(firm, 'publishTrainingNeed', edited);
    const answered = await written(school, 'answerTrainingNeed', 'AnswerTrainingNeedInput', {
      trainingNeedId: open.id,
      heads: 20,
      grade: 3,
      startsOn: '2026-09-01',
      endsOn: '2026-09-20',
      price: 900,
    });
    expect((await step(firm, 'agreeTrainingInterest', answered)).status).toBe('AGREED');
    const { data, errors } = await services.ask<{ convertTrainingInterest: object }>(
      school,
      `mutation ($id: ID!) { convertTrainingInterest(id: $id, code: "PX-1") {
        status trainingSessionId events { step side } } }`,
      { id: answered.id },
    );
    expect(errors).toEqual([]);
    expect(data?.convertTrainingInterest).toEqual({
      status: 'CONVERTED',
      trainingSessionId: expect.stringMatching(/^\d+$/),
      events: [
        { step: 'SHOW', side: 'SCHOOL' },
        { step: 'AGREE', side: 'ENTERPRISE' },
        { step: 'CONVERT', side: 'SCHOOL' },
      ],
    });
    const seen = await services.ask<{ trainingNeed: object }>(
      school,
      'query ($id: ID!) { trainingNeed(id: $id) { taken priceCeiling enterprise { name } } }',
      { id: open.id },
    );
    expect(seen.data?.trainingNeed).toEqual({ taken: 20, priceCeiling: 1_500, enterprise: { name: '示例机电公司' } });
  });

  it('closes and opens again, declines and withdraws', async () => {
    const offer = await published(20);
    const declined = await step(school, 'declineTrainingInterest', await interest(offer), ', reason: "时间不合适"');
    expect(declined.status).toBe('DECLINED');
    const withdrawn = await step(firm, 'withdrawTrainingInterest', await interest(offer), ', reason: "计划有变"');
    expect(withdrawn.status).toBe('WITHDRAWN');
    const closed = await step(school, 'closeTrainingOffer', offer);
    expect((await step(school, 'reopenTrainingOffer', closed)).status).toBe('DRAFT');
  });

  it.each([
    ['a page of 10 000', '{ trainingOffers(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ trainingNeeds(sort: PRICE) { total } }', /TrainingMenuSort/],
    ['an id that is no number', '{ trainingOffer(id: "x") { id } }', /^ID_MALFORMED$/],
    ['an offer that nobody has', '{ trainingOffer(id: "4000000000") { id } }', /^TRAINING_OFFER_NOT_FOUND$/],
    ['a need that nobody has', '{ trainingNeed(id: "4000000000") { id } }', /^TRAINING_NEED_NOT_FOUND$/],
    ['an interest that nobody has', '{ trainingInterest(id: "4000000000") { id } }', /^TRAINING_INTEREST_NOT_FOUND$/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(officer, source)).errors[0]).toMatch(reason);
  });
});
