import { AgreementsGraphqlModule } from '@sxbq/agreements/graphql';
import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { citizenIdCheckCharacter } from '@sxbq/kernel';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { statementsOf } from '../../../../test/support/programme';
import { bureau, createWorld, ProgrammeWorld, schoolUser } from '../../../../test/support/programme-world';
import { TrainingGraphqlModule } from './training-graphql.module';

/** Fictional: region 999999 does not exist. */
const idNumber = (index: number) => {
  const body = `99999919900101${String(index).padStart(3, '0')}`;
  return `${body}${citizenIdCheckCharacter(body)}`;
};

describe('trainings over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  const officer = bureau();
  const school = () => schoolUser(world.schools.home);

  beforeAll(async () => {
    services = await startGraphqlServices([
      CataloguesModule,
      SchoolsGraphqlModule,
      EnterprisesGraphqlModule,
      AgreementsGraphqlModule,
      TrainingGraphqlModule,
    ]);
    world = await createWorld(services.dataSource);
    for (let index = 0; index < 5; index++) await create(`T-${index}`, index);
  });
  afterAll(() => services.close());

  async function create(code: string, index: number): Promise<string> {
    const created = await services.ask<{ createTraining: { id: string } }>(
      school(),
      'mutation ($input: CreateTrainingInput!) { createTraining(input: $input) { id } }',
      {
        input: {
          code,
          schoolId: String(world.schools.home),
          enterpriseId: String(world.enterprises.home),
          occupationCode: '6-18-01-01',
          grade: 3,
          startsOn: '2025-03-01',
          endsOn: '2025-03-31',
        },
      },
    );
    const id = created.data?.createTraining.id as string;
    const trainees = [0, 1, 2].map((person) => ({ name: '学员', idNumber: idNumber(index * 3 + person) }));
    await add(id, [{ ...trainees[0], passed: true }, ...trainees.slice(1)]);
    return id;
  }
  const add = (trainingSessionId: string, trainees: object[]) =>
    services.ask<{ addTrainees: { traineeCount: number } }>(
      school(),
      'mutation ($input: AddTraineesInput!) { addTrainees(input: $input) { traineeCount passedCount } }',
      { input: { trainingSessionId, trainees } },
    );

  const LIST = `query ($limit: Int!) { trainings(limit: $limit) { total items {
    code grade traineeCount passedCount school { name } enterprise { name }
    trainees(limit: 2) { total items { name idNumber passed certificateNumber } }
  } } }`;

  it('shows sessions with their trainees, ID numbers masked', async () => {
    const { data, errors } = await services.ask<{ trainings: { total: number; items: object[] } }>(officer, LIST, {
      limit: 1,
    });
    expect(errors).toEqual([]);
    expect(data?.trainings).toEqual({
      total: 5,
      items: [
        {
          code: 'T-0',
          grade: 3,
          traineeCount: 3,
          passedCount: 1,
          school: { name: '示例技师学院' },
          enterprise: { name: '示例机电公司' },
          trainees: {
            total: 3,
            items: [
              {
                name: '学员',
                idNumber: expect.stringMatching(/^999\*{11}\w{4}$/),
                passed: true,
                certificateNumber: null,
              },
              {
                name: '学员',
                idNumber: expect.stringMatching(/^999\*{11}\w{4}$/),
                passed: false,
                certificateNumber: null,
              },
            ],
          },
        },
      ],
    });
  });

  it('asks the database as often for five sessions as for one', async () => {
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(officer, LIST, { limit }));
    expect(await statements(5)).toBe(await statements(1));
  });

  it('takes a result and edits a session', async () => {
    const id = await create('T-9', 90);
    const session = await services.ask<{ training: { trainees: { items: { id: string }[] } } }>(
      officer,
      'query ($id: ID!) { training(id: $id) { trainees { items { id } } } }',
      { id },
    );
    const traineeId = session.data?.training.trainees.items[1]?.id;
    const result = await services.ask(
      school(),
      `mutation ($input: SetTraineeResultInput!) {
        setTraineeResult(input: $input) { passed certificateNumber idNumber revision } }`,
      { input: { id: traineeId, revision: 1, passed: true, certificateNumber: 'C-9' } },
    );
    expect(result.data).toEqual({
      setTraineeResult: {
        passed: true,
        certificateNumber: 'C-9',
        idNumber: expect.stringMatching(/^999\*{11}\w{4}$/),
        revision: 2,
      },
    });
    const edited = await services.ask(
      school(),
      'mutation ($input: EditTrainingInput!) { editTraining(input: $input) { grade revision passedCount } }',
      { input: { id, revision: 1, grade: 2 } },
    );
    expect(edited.data).toEqual({ editTraining: { grade: 2, revision: 2, passedCount: 2 } });
  });

  it('refuses more than 500 trainees, and repeats no number it refuses', async () => {
    const id = await create('T-10', 100);
    const many = Array.from({ length: 501 }, (_, index) => ({ name: '学员', idNumber: idNumber(index) }));
    expect((await add(id, many)).errors).toEqual(['TRAINEES_TOO_MANY']);
    const refused = await add(id, [{ name: '学员', idNumber: '99999919900101000?' }]);
    expect(refused.errors).toEqual(['TRAINEE_ID_NUMBER_INVALID']);
    expect(JSON.stringify(refused)).not.toContain('99999919900101000');
  });

  it.each([
    ['a page of 10 000', '{ trainings(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a nested page of 101', '{ trainings { items { trainees(limit: 101) { total } } } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort by what is hidden', '{ trainings(sort: ID_NUMBER) { total } }', /TrainingSort/],
    ['an id that is no number', '{ training(id: "x") { id } }', /^ID_MALFORMED$/],
    ['a session that nobody has', '{ training(id: "4000000000") { id } }', /^TRAINING_NOT_FOUND$/],
    ['a trainee that nobody has', '{ trainee(id: "4000000000") { id } }', /^TRAINEE_NOT_FOUND$/],
  ])('refuses %s', async (_case, source, reason) => {
    expect((await services.ask(officer, source)).errors[0]).toMatch(reason);
  });
});
