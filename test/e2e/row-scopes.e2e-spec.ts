import { GraphQLSchemaHost } from '@nestjs/graphql';
import { CataloguesService } from '@sxbq/catalogues';
import { Role } from '@sxbq/kernel';
import { PolicyService } from '@sxbq/policy';
import { isInputObjectType } from 'graphql';
import { Journey } from '../support/journey';
import { idNumber } from '../support/ledger-files';
import { makePlace, PlaceObjects, schoolOf } from '../support/permission-matrix/place';
import { startPlatform } from '../support/platform';

/** Inputs that change one object and yet name a party: the other side of an agreement is changed on purpose. */
const CHANGES_PARTY = ['ChangeAgreementPartyInput'];
/** Who acts for the school at home, and for its partner. */
const OWN = schoolOf('BENDI');
const PARTNER = 'partner';
const STUDENT = { name: '示例学员', idNumber: idNumber(9) };
const OWNERS = ['schoolId', 'enterpriseId', 'organisationId', 'userId', 'ownerId', 'agreementId', 'trainingSessionId'];

describe('rows stay with whom they belong to', () => {
  let journey: Journey;
  let own: PlaceObjects;
  let others: PlaceObjects;

  beforeAll(async () => {
    const platform = await startPlatform(undefined, { RATE_LIMITS: 'request=900000/60,read=900000/60' });
    journey = new Journey(platform);
    await platform.api.get(CataloguesService, { strict: false }).load();
    await platform.api.get(PolicyService, { strict: false }).seedDefault();
    await journey.enter('bureau', Role.HR_BUREAU, { regionPrefix: '3204' });
    own = await makePlace(journey, { mark: 'BENDI', number: 1, regionCode: '320411', bureau: 'bureau' });
    others = await makePlace(journey, { mark: 'LINJIA', number: 2, regionCode: '320412', bureau: 'bureau' });
    await journey.enter(PARTNER, Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: own.Enterprise });
  });
  afterAll(() => journey.close());

  const change = (field: string, input: object) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
    return journey.refusal(OWN, `mutation ($input: ${type}) { ${field}(input: $input) { __typename } }`, {
      input,
    });
  };

  describe('a school moves to another school (A5)', () => {
    it('a class, by its school: the input has no such field', async () => {
      expect(await change('updateSchoolClass', { id: own.SchoolClass, revision: 1, schoolId: others.School })).toBe(
        'BAD_USER_INPUT',
      );
    });

    it.each<[string, () => [string, object], string]>([
      [
        'a class, by its major',
        () => ['updateSchoolClass', { id: own.SchoolClass, revision: 1, schoolMajorId: others.SchoolMajor }],
        'MAJOR_OF_OTHER_SCHOOL',
      ],
      [
        'an agreement, by its majors',
        () => ['editAgreement', { id: own.Agreement, revision: 1, schoolMajorIds: [others.SchoolMajor] }],
        'AGREEMENT_MAJOR_UNKNOWN',
      ],
      [
        'a student, into its training',
        () => ['addTrainees', { trainingSessionId: others.TrainingSession, trainees: [STUDENT] }],
        'TRAINING_NOT_FOUND',
      ],
      [
        'a secondment, as a new one of it',
        () => [
          'createSecondment',
          {
            code: 'MOVED-1',
            schoolId: others.School,
            enterpriseId: own.Enterprise,
            teacherNumber: 'T1',
            teacherName: '示例教师',
            startsOn: '2026-03-01',
            endsOn: '2026-03-02',
          },
        ],
        'SCHOOL_NOT_FOUND',
      ],
    ])('%s: refused', async (_case, given, code) => {
      expect(await change(...given())).toBe(code);
    });

    it('anything: no input that names a row names its owner too', () => {
      const types = Object.values(journey.platform.api.get(GraphQLSchemaHost).schema.getTypeMap());
      const movable = types.filter(isInputObjectType).filter((type) => {
        const fields = type.getFields();
        return 'id' in fields && OWNERS.some((owner) => owner in fields);
      });
      expect(movable.map(({ name }) => name)).toEqual(CHANGES_PARTY);
    });
  });

  it('a bureau moves no school out of its region', async () => {
    const query = 'mutation ($input: UpdateSchoolInput!) { updateSchool(input: $input) { id } }';
    const input = { id: own.School, revision: 1, regionCode: '320104' };
    expect(await journey.refusal('bureau', query, { input })).toBe('REGION_OUT_OF_SCOPE');
  });

  it.each([
    ['sort', '{ secondments(sort: CONTACT_PHONE_ASC) { total } }'],
    ['sort', '{ schools(sort: CONTACT_PHONE_ASC) { total } }'],
    ['filter', '{ schools(filter: { contactPhone: "13800000001" }) { total } }'],
    ['filter', '{ trainings { items { trainees(filter: { idNumber: "1" }) { total } } } }'],
  ])('a list is not asked by what is masked: %s, 400 (A4)', async (_how, query) => {
    const { status, data } = await journey.platform.graphql(query, {}, journey.tokenOf('bureau'));
    expect([status, data ?? null]).toEqual([400, null]);
  });

  it('a loader belongs to one request: two users, interleaved a thousand times (A6)', async () => {
    // The same school of the same agreement, whose contact an enterprise does not see.
    const query = '{ agreements { items { code school { contactName contactPhone } enterprise { contactPhone } } } }';
    const ask = async (username: string): Promise<string> =>
      JSON.stringify(await journey.platform.graphql(query, {}, journey.tokenOf(username)));
    const expected = { [OWN]: await ask(OWN), [PARTNER]: await ask(PARTNER) };
    expect(expected[OWN]).toContain('"school":{"contactName":"示例联系人","contactPhone":"138****0001"}');
    expect(expected[PARTNER]).toContain('"school":{"contactName":null,"contactPhone":null}');
    let strange = 0;
    for (let round = 0; round < 40; round++) {
      const users = Array.from({ length: 50 }, (_value, at) => (at % 2 === 0 ? OWN : PARTNER));
      const answers = await Promise.all(users.map(ask));
      strange += answers.filter((answer, at) => answer !== expected[users[at] ?? '']).length;
    }
    expect(strange).toBe(0);
  });
});
