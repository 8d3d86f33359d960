import { FixedClock, Role } from '@sxbq/kernel';
import { FirstDay } from '../support/first-day';
import { lettered, TODAY, YEAR } from '../support/first-day-city';
import { eventually } from '../support/platform';
import { idNumber } from '../support/ledger-files';

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
}

const STEP = 'id revision status';

/** From a menu to people who count: a school publishes, an enterprise is interested, they agree, train, and it is seen. */
describe('a training menu', () => {
  let day: FirstDay;
  let schoolId: string;
  let enterpriseId: string;
  let offer: Row;
  let interest: Row;
  let trainingSessionId: string;

  beforeAll(async () => {
    day = await FirstDay.begin(new FixedClock(new Date(`${TODAY}T04:00:00Z`)));
    await day.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    schoolId = await made('createSchool', 'CreateSchoolInput', {
      code: '3204801',
      name: '示例技师学院',
      regionCode: '320411',
    });
    enterpriseId = await made('createEnterprise', 'CreateEnterpriseInput', {
      uscc: lettered(1),
      name: '示例机电公司',
      regionCode: '320411',
    });
    await day.step(
      'hr',
      `setSchoolTier(input: { schoolId: "${schoolId}", tier: TECHNICIAN_COLLEGE, effectiveFrom: "2025-01-01" }) { id }`,
    );
    await day.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId });
    await day.enter('firm', Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId });
    await day.enter('stranger', Role.ENTERPRISE, {
      regionPrefix: '3204',
      enterpriseId: await made('createEnterprise', 'CreateEnterpriseInput', {
        uscc: lettered(2),
        name: '示例数控公司',
        regionCode: '320411',
      }),
    });
  });
  afterAll(() => day.close());

  async function made(field: string, type: string, input: object, by = 'hr'): Promise<string> {
    return (await given<{ id: string }>(by, field, type, input)).id;
  }
  async function given<T = Row>(by: string, field: string, type: string, input: object, answer = 'id'): Promise<T> {
    const query = `mutation ($input: ${type}!) { made: ${field}(input: $input) { ${answer} } }`;
    return (await day.ask<{ made: T }>(by, query, { input })).made;
  }
  const step = async (by: string, field: string, { id, revision }: Row): Promise<Row> =>
    (await day.step(by, `${field}(id: "${id}", revision: ${revision}) { ${STEP} }`)) as unknown as Row;
  /** What compliance counts of trainings, as 'measured verdict'. */
  async function counted(): Promise<string> {
    const query = `query ($id: ID!) { school(id: $id) { compliance(year: ${YEAR}) { indicators { code verdict measuredText } } } }`;
    const { school } = await day.ask<{
      school: { compliance: { indicators: { code: string; verdict: string; measuredText: string }[] } };
    }>('hr', query, { id: schoolId });
    const training = school.compliance.indicators.find(({ code }) => code === 'TRAINING');
    return `${training?.measuredText} ${training?.verdict}`;
  }

  it('is published by a school', async () => {
    const drafted = await given(
      'school',
      'draftTrainingOffer',
      'TrainingOfferInput',
      {
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
      },
      STEP,
    );
    offer = await step('school', 'publishTrainingOffer', drafted);
    expect(offer.status).toBe('PUBLISHED');
  });

  it('is found by an enterprise of the city for its need, which shows interest', async () => {
    const need = await given(
      'firm',
      'draftTrainingNeed',
      'TrainingNeedInput',
      {
        enterpriseId,
        code: 'XQ-1',
        occupationEdition: '2022 draft',
        occupationCode: '6-18-01-01',
        heads: 3,
        priceCeiling: 1_500,
        validUntil: TODAY,
      },
      STEP,
    );
    const found = await day.ask<{ suggestedTrainingSchools: object[] }>(
      'firm',
      `query ($id: ID!) { suggestedTrainingSchools(trainingNeedId: $id) {
        score school { name } offer { code } parts { part sentence } } }`,
      { id: need.id },
    );
    expect(found.suggestedTrainingSchools).toMatchObject([
      { school: { name: '示例技师学院' }, offer: { code: 'CD-1' }, parts: expect.any(Array) as unknown[] },
    ]);
    const input = { trainingOfferId: offer.id, heads: 3 };
    interest = await given('firm', 'showTrainingInterest', 'ShowTrainingInterestInput', input, STEP);
    expect(interest.status).toBe('INTEREST');
    const foreign = 'query ($id: ID!) { trainingInterest(id: $id) { id } }';
    expect(await day.refusal('stranger', foreign, { id: interest.id })).toBe('TRAINING_INTEREST_NOT_FOUND');
  });

  it('is agreed on, and then has no seat left', async () => {
    interest = await step('school', 'agreeTrainingInterest', interest);
    expect(interest.status).toBe('AGREED');
    const more = `mutation ($id: ID!) { showTrainingInterest(input: { trainingOfferId: $id, heads: 1 }) { id } }`;
    expect(await day.refusal('stranger', more, { id: offer.id })).toBe('TRAINING_OFFER_FULL');
  });

  it('becomes a training, once, with two clicks', async () => {
    const convert = `mutation ($id: ID!) { convertTrainingInterest(id: $id, code: "PX-1") { status trainingSessionId } }`;
    const clicks = await Promise.all(
      [1, 2].map(() =>
        day.ask<{ convertTrainingInterest: { status: string; trainingSessionId: string } }>('school', convert, {
          id: interest.id,
        }),
      ),
    );
    const [first, second] = clicks.map((click) => click.convertTrainingInterest);
    expect(first).toEqual(second);
    expect(first?.status).toBe('CONVERTED');
    trainingSessionId = first?.trainingSessionId as string;
    const { trainings } = await day.ask<{ trainings: object }>(
      'firm',
      '{ trainings { total items { code occupationName grade endsOn } } }',
    );
    expect(trainings).toEqual({
      total: 1,
      items: [{ code: 'PX-1', occupationName: expect.any(String) as string, grade: 3, endsOn: TODAY }],
    });
    expect(await counted()).toBe('0 FAIL');
  });

  it('counts for compliance who passed', async () => {
    const trainees = [true, true, false].map((passed, at) => ({
      name: '示例学员',
      idNumber: idNumber(700 + at),
      passed,
    }));
    await made('addTrainees', 'AddTraineesInput', { trainingSessionId, trainees }, 'school');
    expect(await eventually(counted, (text) => text !== '0 FAIL')).toBe('2 FAIL');
    // The worker hears of it and keeps the day's result.
    const query = `{ complianceHistory(schoolId: "${schoolId}", year: ${YEAR}) { asOf indicators { code measuredText } } }`;
    const kept = async (): Promise<string | undefined> => {
      const { complianceHistory } = await day.ask<{
        complianceHistory: { indicators: { code: string; measuredText: string }[] }[];
      }>('hr', query);
      return complianceHistory.at(-1)?.indicators.find(({ code }) => code === 'TRAINING')?.measuredText;
    };
    expect(await eventually(kept, (measured) => measured === '2')).toBe('2');
  });
});
