import { FixedClock, Role } from '@sxbq/kernel';
import { RedisConnections } from '@sxbq/platform';
import { FirstDay } from '../support/first-day';
import { lettered, TODAY } from '../support/first-day-city';
import { personalNumbersAtRest, somebodysNumbersIn } from '../support/personal-data-scan';

/** Its check character would be another one. */
const ID_NUMBER = '110105194912310021';
const WRITTEN = `报名找王老师 138 1234 5678（微信１３９１２３４５６７８），证件 ${ID_NUMBER}，协议 1504-2026-001，价 13800000000元`;
const SHOWN =
  '报名找王老师 138 **** 5678（微信１３９****５６７８），证件 110***********0021，协议 1504-2026-001，价 13800000000元';

interface Warning {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** Numbers of persons in what people write: taken with a warning, shown masked, and nowhere else. */
describe('numbers in free texts', () => {
  let day: FirstDay;
  let schoolId: string;

  beforeAll(async () => {
    day = await FirstDay.begin(new FixedClock(new Date(`${TODAY}T04:00:00Z`)));
    await day.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    const made = await day.step(
      'hr',
      'createSchool(input: { code: "3204801", name: "示例技师学院", regionCode: "320411" }) { id }',
    );
    schoolId = String(made['id']);
    const firm = await day.step(
      'hr',
      `createEnterprise(input: { uscc: "${lettered(1)}", name: "示例机电公司", regionCode: "320411" }) { id }`,
    );
    await day.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId });
    await day.enter('firm', Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: String(firm['id']) });
  });
  afterAll(() => day.close());

  const offer = (more: object) => ({
    schoolId,
    code: 'CD-1',
    name: '车工高级工班',
    occupationEdition: '2022 draft',
    grade: 3,
    seats: 3,
    occupationCode: '6-18-01-01',
    startsOn: '2026-06-01',
    endsOn: TODAY,
    validUntil: TODAY,
    price: 1_200,
    ...more,
  });
  const draft = (input: object) =>
    day.platform.graphql<{ made: { id: string; revision: number; description: string } }>(
      'mutation ($input: TrainingOfferInput!) { made: draftTrainingOffer(input: $input) { id revision description } }',
      { input },
      day.tokenOf('school'),
    );

  it('are taken with a warning that says where, and shown masked to everybody', async () => {
    const reply = (await draft(offer({ description: WRITTEN }))) as Awaited<ReturnType<typeof draft>> & {
      extensions?: { warnings?: Warning[] };
    };
    expect(reply.errors).toBeUndefined();
    expect(reply.data.made.description).toBe(SHOWN);
    expect(reply.extensions?.warnings).toEqual([
      {
        code: 'PERSONAL_NUMBER_IN_TEXT',
        path: ['made', 'input', 'description'],
        message: expect.stringContaining('含有手机号码或身份证号码') as string,
      },
    ]);
    const { id, revision } = reply.data.made;
    await day.step('school', `publishTrainingOffer(id: "${id}", revision: ${revision}) { id }`);
    const query = '{ trainingOffers { items { description } } }';
    for (const reader of ['hr', 'firm', 'school']) {
      const { trainingOffers } = await day.ask<{ trainingOffers: { items: { description: string }[] } }>(reader, query);
      expect(trainingOffers.items).toEqual([{ description: SHOWN }]);
    }
    expect(somebodysNumbersIn(day.answers.join('\n'))).toEqual([]);
  });

  it('are no reason to warn where there are none', async () => {
    const reply = await draft(offer({ code: 'CD-2', description: '周末开班，协议 1504-2026-001' }));
    expect(Object.keys(reply)).toEqual(['data']);
  });

  it('stand in the text that was written and in no other place: no table, key, job, audit entry', async () => {
    const kept = (await day.platform.dataSource.query(
      "SELECT description FROM training_offer WHERE code = 'CD-1'",
    )) as { description: string }[];
    expect(kept).toEqual([{ description: WRITTEN }]);
    const redis = day.platform.api.get(RedisConnections, { strict: false }).shared();
    expect(await personalNumbersAtRest(day.platform.dataSource, redis)).toEqual({});
  });
});
