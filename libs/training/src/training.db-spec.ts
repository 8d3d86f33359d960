import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { citizenIdCheckCharacter, FixedClock, Principal, Role } from '@sxbq/kernel';
import { FieldCipher, PersonCipher } from '@sxbq/platform';
import { actingAs, statementsOf } from '../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { TrainingSort } from './domain/training-sort';
import { MAX_TRAINEES_AT_ONCE, NewTrainee, TraineesService } from './trainees.service';
import { TrainingModule } from './training.module';
import { TrainingListRequest, TrainingService } from './training.service';

/** Fictional: region 999999 does not exist. */
const idNumber = (index: number) => {
  const body = `99999919900101${String(index).padStart(3, '0')}`;
  return `${body}${citizenIdCheckCharacter(body)}`;
};
const people = (count: number, from = 0): NewTrainee[] =>
  Array.from({ length: count }, (_, index) => ({ name: `学员${from + index}`, idNumber: idNumber(from + index) }));

describe('trainings and trainees', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let trainings: TrainingService;
  let trainees: TraineesService;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));
    services = await startTestServices([CataloguesModule, IdentityModule, TrainingModule], clock);
    trainings = services.app.get(TrainingService);
    trainees = services.app.get(TraineesService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
  });
  afterAll(() => services.close());

  const create = (more: object = {}, by = school) =>
    actingAs(by, () =>
      trainings.create(by, {
        code: `T-${++sequence}`,
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        occupationCode: '6180101',
        occupationName: '车工',
        grade: 3,
        startsOn: '2025-03-01',
        endsOn: '2025-03-31',
        ...more,
      }),
    );
  const add = (sessionId: number, given: NewTrainee[], by = school) =>
    actingAs(by, () => trainees.add(by, sessionId, given));
  const listOf = async (sessionId: number, limit = 100) => {
    const pages = await trainees.pages(officer, [sessionId], { limit, offset: 0 });
    return pages.get(sessionId) ?? { items: [], total: 0 };
  };

  it('are created and edited on the revision that was read', async () => {
    const created = await create();
    expect(created).toMatchObject({ occupationCode: '6-18-01-01', grade: 3, revision: 1 });
    const edit = (change: object, revision = 1) =>
      actingAs(school, () => trainings.edit(school, { id: created.id, revision, ...change }));
    expect(await edit({ grade: 2 })).toMatchObject({ grade: 2, occupationName: '车工', revision: 2 });
    expect(await outcome(edit({ grade: 1 }))).toBe('TRAINING_REVISION_CONFLICT');
    expect(await outcome(edit({ endsOn: '2025-02-28' }, 2))).toBe('DATE_ORDER');
    const racing = await Promise.all([outcome(edit({ grade: 4 }, 2)), outcome(edit({ grade: 5 }, 2))]);
    expect(racing.sort()).toEqual(['OK', 'TRAINING_REVISION_CONFLICT']);
  });

  it.each([
    [{ code: '' }, 'FIELD_REQUIRED'],
    [{ occupationCode: '车工' }, 'OCCUPATION_CODE_MALFORMED'],
    [{ grade: 0 }, 'NUMBER_OUT_OF_RANGE'],
    [{ grade: 6 }, 'NUMBER_OUT_OF_RANGE'],
    [{ startsOn: '2025-02-29' }, 'DATE_MALFORMED'],
    [{ endsOn: '2025-02-28' }, 'DATE_ORDER'],
    [{ enterpriseId: 4_000_000_000 }, 'ENTERPRISE_NOT_FOUND'],
    [{ schoolId: 4_000_000_000 }, 'SCHOOL_NOT_FOUND'],
  ])('refuse %j: %s', async (more, code) => {
    expect(await outcome(create(more))).toBe(code);
  });

  it('refuse a code that is taken', async () => {
    const { code } = await create();
    expect(await outcome(create({ code }))).toBe('TRAINING_CODE_TAKEN');
  });

  it('keep names and ID numbers encrypted by their person, and show the numbers masked', async () => {
    const session = await create();
    const [person] = people(1, 500);
    await add(session.id, [{ ...(person as NewTrainee), idNumber: ` ${person?.idNumber.toLowerCase()} ` }]);
    const { items } = await listOf(session.id);
    expect(items[0]?.idNumber).toBe(`999***********${idNumber(500).slice(-4)}`);
    expect((await trainees.get(officer, items[0]?.id as number)).idNumber).toMatch(/^999\*{11}/);
    const [kept] = (await services.dataSource.query('SELECT name, id_number, person_key FROM trainee WHERE id = ?', [
      items[0]?.id,
    ])) as { name: string; id_number: string; person_key: string }[];
    const cipher = services.app.get(FieldCipher);
    const secrets = await services.app.get(PersonCipher).find(services.dataSource, [kept?.person_key as string]);
    const secret = secrets.get(kept?.person_key as string);
    expect(secret?.decrypt('trainee.id_number', kept?.id_number as string)).toBe(idNumber(500));
    expect(kept?.name).toMatch(/^aes\.@:/);
    expect(secret?.decrypt('trainee.name', kept?.name as string)).toBe(person?.name);
    expect(kept?.person_key).toBe(cipher.blindIndex('id-number', idNumber(500)));
    expect(JSON.stringify(items)).not.toContain(idNumber(500));
  });

  it('take up to 500 at once, all or none, in a bounded number of statements', async () => {
    const session = await create();
    const statements = await statementsOf(services.dataSource, () => add(session.id, people(MAX_TRAINEES_AT_ONCE)));
    expect(statements).toBeLessThan(12);
    expect((await listOf(session.id)).total).toBe(500);
    expect(await outcome(add(session.id, people(501, 1_000)))).toBe('TRAINEES_TOO_MANY');
    expect(await outcome(add(session.id, []))).toBe('TRAINEES_MISSING');
  });

  it('name every bad number by its position, and write nothing', async () => {
    const session = await create();
    const [first, second] = people(2) as [NewTrainee, NewTrainee];
    const bad = { ...second, idNumber: `${second.idNumber.slice(0, 17)}?` };
    await expect(add(session.id, [first, bad, { ...first }, bad])).rejects.toMatchObject({
      code: 'TRAINEE_ID_NUMBER_INVALID',
      details: { positions: [2, 4] },
    });
    await expect(add(session.id, [first, second, first])).rejects.toMatchObject({
      code: 'TRAINEE_REPEATED',
      details: { positions: [3] },
    });
    await add(session.id, [second]);
    await expect(add(session.id, [first, second])).rejects.toMatchObject({
      code: 'TRAINEE_ALREADY_IN_SESSION',
      details: { positions: [2] },
    });
    expect((await listOf(session.id)).total).toBe(1);
    const racing = await Promise.all([outcome(add(session.id, [first])), outcome(add(session.id, [first]))]);
    expect(racing.sort()).toEqual(['OK', 'TRAINEE_ALREADY_IN_SESSION']);
  });

  it('take results on the revision that was read, and keep the certificate unless told', async () => {
    const session = await create();
    await add(session.id, [{ ...(people(1)[0] as NewTrainee), certificateNumber: 'C-1' }]);
    const id = (await listOf(session.id)).items[0]?.id as number;
    const set = (revision: number, more: object = {}) =>
      actingAs(school, () => trainees.setResult(school, { id, revision, passed: true, ...more }));
    expect(await set(1)).toMatchObject({ passed: true, certificateNumber: 'C-1', revision: 2 });
    expect(await outcome(set(1))).toBe('TRAINEE_REVISION_CONFLICT');
    expect(await set(2, { certificateNumber: null })).toMatchObject({ certificateNumber: null });
    expect((await trainings.traineeCounts([session.id])).get(session.id)).toEqual({ trainees: 1, passed: 1 });
  });

  it('leave no clear number and no name in audit and outbox, and tell compliance', async () => {
    const session = await create();
    await add(session.id, people(3, 900));
    const [audit, outbox] = (await Promise.all([
      services.dataSource.query('SELECT * FROM audit_entry'),
      services.dataSource.query('SELECT * FROM outbox_event ORDER BY id'),
    ])) as [object[], { payload: string | object }[]];
    expect(JSON.stringify(audit)).not.toMatch(/999999199001|学员/);
    expect(JSON.stringify(outbox)).not.toMatch(/999999199001|学员/);
    const last = outbox.at(-1)?.payload;
    expect(typeof last === 'string' ? JSON.parse(last) : last).toEqual({
      fact: 'TRAINING',
      schoolIds: [world.schools.home],
    });
  });

  it('are seen and touched by their own school, enterprise and bureau only', async () => {
    const session = await create();
    await add(session.id, people(1));
    const traineeId = (await listOf(session.id)).items[0]?.id as number;
    for (const reader of [school, enterprise, officer, bureau('32', Role.INSPECTOR)]) {
      expect((await trainings.get(reader, session.id)).id).toBe(session.id);
      expect((await trainees.get(reader, traineeId)).id).toBe(traineeId);
    }
    const strangers = [
      schoolUser(world.schools.other),
      enterpriseUser(world.enterprises.other),
      bureau('3201'),
      bureau(''),
    ];
    for (const stranger of strangers) {
      expect(await outcome(trainings.get(stranger, session.id))).toBe('TRAINING_NOT_FOUND');
      expect(await outcome(trainees.get(stranger, traineeId))).toBe('TRAINEE_NOT_FOUND');
      expect((await trainings.list(stranger, { limit: 10, offset: 0 })).total).toBe(0);
    }
    const other = schoolUser(world.schools.other);
    expect(await outcome(trainings.edit(other, { id: session.id, revision: 1 }))).toBe('TRAINING_NOT_FOUND');
    expect(await outcome(trainees.add(other, session.id, people(1, 700)))).toBe('TRAINING_NOT_FOUND');
    const result = { id: traineeId, revision: 1, passed: true };
    expect(await outcome(trainees.setResult(other, result))).toBe('TRAINEE_NOT_FOUND');
    expect(await outcome(trainees.setResult(enterprise, result))).toBe('FORBIDDEN');
    expect(await outcome(create({}, other))).toBe('SCHOOL_NOT_FOUND');
    expect(await outcome(create({}, enterprise))).toBe('FORBIDDEN');
  });

  it('are listed, filtered, sorted and paged', async () => {
    await create({ code: 'Z-1', grade: 1, endsOn: '2025-12-31' });
    const list = (request: Partial<TrainingListRequest>) =>
      trainings.list(officer, { limit: 100, offset: 0, ...request });
    const codes = async (filter: TrainingListRequest['filter']) =>
      (await list({ filter })).items.map((session) => session.code);
    expect(await codes({ grade: 1 })).toEqual(['Z-1']);
    expect(await codes({ search: 'Z-' })).toEqual(['Z-1']);
    expect(await codes({ endsFrom: '2025-12-31' })).toEqual(['Z-1']);
    expect(await codes({ endsTo: '2025-01-01' })).toEqual([]);
    expect(await codes({ enterpriseId: world.enterprises.other })).toEqual([]);
    expect(await codes({ occupationCode: '6-18-01-02' })).toEqual([]);
    for (const sort of Object.values(TrainingSort)) {
      const { items, total } = await list({ sort });
      expect([sort, items.length]).toEqual([sort, total]);
    }
    expect((await list({ sort: TrainingSort.ENDS_ON_DESC })).items[0]?.code).toBe('Z-1');
    expect(await outcome(list({ limit: 101 }))).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });
});
