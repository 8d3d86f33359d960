import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { idNumber } from '../../../test/support/ledger-files';
import { actingAs, principalOf, tracesOf } from '../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { CohortsService } from './cohorts.service';
import { GraduateStatus } from './domain/graduate-status';
import { GraduatesModule } from './graduates.module';
import { GraduatesService, NewGraduate } from './graduates.service';

const PAGE = { limit: 100, offset: 0 };

describe('graduates', () => {
  const clock = new FixedClock(new Date('2026-03-15T02:00:00Z'));
  let services: TestServices;
  let world: ProgrammeWorld;
  let cohorts: CohortsService;
  let graduates: GraduatesService;
  let school: Principal;
  let otherSchool: Principal;
  let homeClass: number;
  let otherClass: number;
  const officer = bureau();
  const sisters: Principal[] = [];
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, GraduatesModule], clock);
    cohorts = services.app.get(CohortsService);
    graduates = services.app.get(GraduatesService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    otherSchool = schoolUser(world.schools.other);
    homeClass = await addClass(world.schools.home, world.majors.first);
    otherClass = await addClass(world.schools.other, world.majors.others);
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [
        [
          ['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例'],
          ['OCCUPATION', '2022', '6-31-01-03', '电工', '职业', '示例'],
        ],
      ],
    );
    for (const userId of [101, 102]) {
      await services.dataSource.query(
        "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (?, ?, '示例', 'x', NOW(6))",
        [userId, `graduate-${userId}`],
      );
      sisters.push(principalOf(Role.GRADUATE, { userId, regionPrefix: '320411' }));
    }
  });
  afterAll(() => services.close());

  async function addClass(schoolId: number, schoolMajorId: number): Promise<number> {
    const { identifiers } = await services.dataSource.manager.insert(SchoolClass, {
      schoolId,
      schoolMajorId,
      code: 'B1',
      name: '示例高级班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: '2026-06-30',
    });
    return (identifiers[0] as { id: number }).id;
  }
  const as = <T>(by: Principal, work: () => Promise<T>) => actingAs(by, work);
  const publish = (more: object = {}, by = school) =>
    as(by, () =>
      cohorts.publish(by, {
        schoolClassId: homeClass,
        graduationYear: 2026,
        heads: 40,
        available: 30,
        placedBefore: 10,
        ...more,
      }),
    );
  const given = (more: Partial<NewGraduate> = {}): NewGraduate => {
    const number = ++sequence;
    return { studentNumber: `X${number}`, name: '示例学生', idNumber: idNumber(number), ...more };
  };
  const register = async (people: readonly NewGraduate[], by = school, schoolClassId = homeClass) => {
    const cohort = await publish({ schoolClassId }, by);
    return as(by, () => graduates.register(by, cohort.id, people));
  };
  const one = async (more: Partial<NewGraduate> = {}) => (await register([given(more)]))[0] as number;
  const read = (id: number, by = school) => as(by, () => graduates.get(by, id));
  const edit = (id: number, revision: number, change: object, by = school) =>
    as(by, () => graduates.edit(by, { id, revision, ...change }));

  describe('cohorts', () => {
    it('are published once, corrected, and the same again changes nothing', async () => {
      const first = await publish();
      expect(first).toMatchObject({ level: ClassLevel.SENIOR, schoolMajorId: world.majors.first, heads: 40 });
      const { audit } = await tracesOf(services.dataSource, () => publish());
      expect(audit).toEqual([]);
      expect(await publish({ available: 25 })).toMatchObject({ id: first.id, available: 25, revision: 2 });
    });

    it('are one when ten requests publish the same at once', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => publish({ graduationYear: 2027 })));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    });

    it.each([
      [{ available: 31 }, 'COHORT_HEADS_DO_NOT_FIT'],
      [{ heads: -1 }, 'NUMBER_OUT_OF_RANGE'],
      [{ available: 0.5 }, 'NUMBER_OUT_OF_RANGE'],
      [{ graduationYear: 26 }, 'NUMBER_OUT_OF_RANGE'],
    ])('refuse %j', async (more, code) => expect(await outcome(publish(more))).toBe(code));

    it('are a school’s own', async () => {
      expect(await outcome(publish({ schoolClassId: otherClass }))).toBe('CLASS_NOT_FOUND');
      expect(await outcome(publish({}, officer))).toBe('FORBIDDEN');
      const seenBy = (by: Principal) => as(by, () => cohorts.list(by, { filter: { graduationYear: 2026 }, ...PAGE }));
      expect((await seenBy(otherSchool)).total).toBe(0);
      expect((await seenBy(bureau('3201'))).total).toBe(0);
      expect((await seenBy(officer)).total).toBeGreaterThan(0);
      await expect(async () => seenBy(enterpriseUser(world.enterprises.home))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  describe('registered by their school', () => {
    it('show the name, and ID number and phone masked; the table holds none of them', async () => {
      const person = given({ name: '示例甲乙', phone: '138 1234 5678' });
      const id = (await register([person]))[0] as number;
      expect(await read(id)).toMatchObject({
        name: '示例甲乙',
        idNumber: `${person.idNumber.slice(0, 3)}***********${person.idNumber.slice(-4)}`,
        phone: '138****5678',
        status: GraduateStatus.AVAILABLE,
        claimed: false,
      });
      const rows = JSON.stringify(await services.dataSource.query('SELECT * FROM graduate'));
      const traces = JSON.stringify(await services.dataSource.query('SELECT * FROM audit_entry'));
      for (const clear of [person.idNumber, '13812345678', '示例甲乙']) {
        expect(rows).not.toContain(clear);
        expect(traces).not.toContain(clear);
      }
    });

    it('keep certificates and wishes in order', async () => {
      const id = await one({
        certificates: [{ occupationCode: '6-18-01-01', grade: 3 }],
        occupationCodes: ['6-31-01-03', '6-18-01-01'],
        regionPrefixes: ['320411', '32'],
        salaryFloor: 5_000,
      });
      expect(await read(id)).toMatchObject({
        certificates: [{ occupationCode: '6-18-01-01', grade: 3 }],
        occupationCodes: ['6-31-01-03', '6-18-01-01'],
        regionPrefixes: ['320411', '32'],
        salaryFloor: 5_000,
      });
    });

    it.each<[string, () => NewGraduate[], string]>([
      ['nobody', () => [], 'GRADUATES_MISSING'],
      ['501', () => Array.from({ length: 501 }, () => given()), 'GRADUATES_TOO_MANY'],
      ['a wrong number', () => [given(), given({ idNumber: '320411200013010000' })], 'GRADUATE_ID_NUMBER_INVALID'],
      [
        'one person twice',
        () => [given({ idNumber: idNumber(900) }), given({ idNumber: idNumber(900) })],
        'GRADUATE_REPEATED',
      ],
      [
        'one student number twice',
        () => [given({ studentNumber: 'S' }), given({ studentNumber: 'S' })],
        'STUDENT_NUMBER_TAKEN',
      ],
      ['no name', () => [given({ name: ' ' })], 'FIELD_REQUIRED'],
      ['an unknown occupation', () => [given({ occupationCodes: ['9-9'] })], 'WISHES_INVALID'],
      ['a wish twice', () => [given({ regionPrefixes: ['32', '32'] })], 'WISHES_INVALID'],
      [
        'eleven wishes',
        () => [given({ regionPrefixes: Array.from({ length: 11 }, (_value, at) => String(320_400 + at)) })],
        'WISHES_INVALID',
      ],
    ])('refuse %s and keep nobody', async (_what, people, code) => {
      const before = (await as(school, () => graduates.list(school, PAGE))).total;
      const refusal = await register(people()).catch((error: { code: string; message: string }) => error);
      expect((refusal as { code: string }).code).toBe(code);
      expect((refusal as { message: string }).message).not.toMatch(/\d{17}/);
      expect((await as(school, () => graduates.list(school, PAGE))).total).toBe(before);
    });

    it('refuse who graduates at another school in the year, without saying which', async () => {
      const person = given();
      await register([person]);
      const again = register([given({ idNumber: person.idNumber })], otherSchool, otherClass);
      await expect(again).rejects.toMatchObject({ code: 'GRADUATE_ALREADY_REGISTERED' });
    });

    it('are nobody else’s to see or change', async () => {
      const id = await one();
      for (const foreign of [otherSchool, bureau('3201'), sisters[0] as Principal]) {
        expect(await outcome(read(id, foreign))).toBe('GRADUATE_NOT_FOUND');
      }
      expect(await outcome(edit(id, 1, { salaryFloor: 1 }, otherSchool))).toBe('GRADUATE_NOT_FOUND');
      expect(await outcome(read(id, enterpriseUser(world.enterprises.home)))).toBe('FORBIDDEN');
      expect(await outcome(read(id, officer))).toBe('OK');
      expect(await outcome(edit(id, 1, {}, officer))).toBe('FORBIDDEN');
    });

    it('are changed in the revision that was looked at', async () => {
      const id = await one({ salaryFloor: 4_000 });
      expect(await edit(id, 1, { suggestionsOptedOut: true })).toMatchObject({
        suggestionsOptedOut: true,
        salaryFloor: 4_000,
        revision: 2,
      });
      expect(await outcome(edit(id, 1, { salaryFloor: 5_000 }))).toBe('GRADUATE_REVISION_CONFLICT');
      expect((await edit(id, 2, { takesPart: false })).status).toBe(GraduateStatus.WITHDRAWN);
      expect((await edit(id, 3, { takesPart: true })).status).toBe(GraduateStatus.AVAILABLE);
    });
  });

  describe('taken over by themselves', () => {
    const invite = (id: number, by = school) => as(by, () => graduates.invite(by, id));
    const claim = (code: string, by: Principal) => as(by, () => graduates.claim(by, code));
    const [first, second] = [() => sisters[0] as Principal, () => sisters[1] as Principal];

    it('with a code that counts once, for a week, and never after a new one', async () => {
      const id = await one();
      const old = await invite(id);
      const code = await invite(id);
      expect(await outcome(claim(old, first()))).toBe('CLAIM_CODE_INVALID');
      clock.set(new Date('2026-03-22T02:00:01Z'));
      expect(await outcome(claim(code, first()))).toBe('CLAIM_CODE_INVALID');
      clock.set(new Date('2026-03-15T02:00:00Z'));
      const both = await Promise.all([first(), second()].map((by) => outcome(claim(code, by))));
      expect(both.sort()).toEqual(['CLAIM_CODE_INVALID', 'OK']);
      expect(JSON.stringify(await services.dataSource.query('SELECT * FROM graduate'))).not.toContain(code);
    });

    it('and are then theirs alone to change; an account takes over one', async () => {
      const free = (await as(first(), () => graduates.list(first(), PAGE))).total === 0 ? first() : second();
      const id = await one();
      const own = await claim(await invite(id), free);
      expect(own.claimed).toBe(true);
      expect((await as(free, () => graduates.list(free, PAGE))).total).toBe(1);
      expect(await outcome(edit(id, own.revision, { salaryFloor: 1 }))).toBe('GRADUATE_CLAIMED');
      expect(await outcome(invite(id))).toBe('GRADUATE_CLAIMED');
      expect(await edit(id, own.revision, { salaryFloor: 6_000 }, free)).toMatchObject({ salaryFloor: 6_000 });
      const another = await one();
      expect(await outcome(claim(await invite(another), free))).toBe('ALREADY_CLAIMED_ANOTHER');
      expect(await outcome(claim('wrong', school))).toBe('FORBIDDEN');
    });
  });
});
