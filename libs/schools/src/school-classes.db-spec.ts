import { CataloguesService } from '@sxbq/catalogues';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { startIdentityServices } from '../../../test/support/identity-services';
import { principalOf, refusalOf, statementsOf, tracesOf } from '../../../test/support/programme';
import { TestServices } from '../../../test/support/test-database';
import {
  ClassLevel,
  EnrolmentService,
  SchoolClassesService,
  SchoolClassRow,
  SchoolClassSort,
  SchoolMajorRow,
  SchoolMajorsService,
  SchoolRow,
  SchoolsModule,
  SchoolsService,
} from './index';

const PAGE = { limit: 50, offset: 0 };

describe('majors, classes and enrolment', () => {
  let services: TestServices;
  let majors: SchoolMajorsService;
  let classes: SchoolClassesService;
  let enrolment: EnrolmentService;
  let own: SchoolRow;
  let other: SchoolRow;
  let ownMajor: SchoolMajorRow;
  let otherMajor: SchoolMajorRow;
  let ownClass: SchoolClassRow;
  let otherClass: SchoolClassRow;

  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const foreignBureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3201' });
  const inspector = principalOf(Role.INSPECTOR, { regionPrefix: '3204' });
  const enterprise = principalOf(Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: 7 });
  const school = (of: SchoolRow): Principal => principalOf(Role.SCHOOL, { regionPrefix: '3204', schoolId: of.id });
  const newClass = (of: SchoolRow, major: SchoolMajorRow, code: string) => ({
    schoolId: of.id,
    code,
    name: `示例${code}班`,
    schoolMajorId: major.id,
    level: ClassLevel.SENIOR,
    startsOn: '2024-09-01',
    endsOn: '2027-07-01',
  });
  const count = (schoolClassId: number, countedOn: string, heads: number) => ({ schoolClassId, countedOn, heads });

  beforeAll(async () => {
    services = await startIdentityServices(new FixedClock(new Date('2026-03-02T04:00:00Z')), [SchoolsModule]);
    await services.app.get(CataloguesService).load();
    const schools = services.app.get(SchoolsService);
    majors = services.app.get(SchoolMajorsService);
    classes = services.app.get(SchoolClassesService);
    enrolment = services.app.get(EnrolmentService);
    own = await schools.create(bureau, { code: 'A1', name: '示例甲校', regionCode: '320402' });
    other = await schools.create(bureau, { code: 'B2', name: '示例乙校', regionCode: '320404' });
    ownMajor = await majors.add(bureau, { schoolId: own.id, code: '0101', name: '数控加工' });
    otherMajor = await majors.add(bureau, { schoolId: other.id, code: '0101', name: '数控加工' });
    ownClass = await classes.create(bureau, newClass(own, ownMajor, 'K1'));
    otherClass = await classes.create(bureau, newClass(other, otherMajor, 'K1'));
  });
  afterAll(() => services.close());

  describe('majors', () => {
    it('are added by the school itself, with audit and event', async () => {
      const { audit, events } = await tracesOf(services.dataSource, () =>
        majors.add(school(own), { schoolId: own.id, code: '0202', name: '电气自动化' }),
      );
      expect(audit).toMatchObject([{ action: 'schools.addMajor', changes: { name: [null, '电气自动化'] } }]);
      expect(events).toEqual([{ fact: 'SCHOOL', schoolIds: [own.id] }]);
    });

    it('are renamed once, and nothing happens the second time', async () => {
      const rename = () => majors.rename(school(own), ownMajor.id, '数控技术');
      expect((await tracesOf(services.dataSource, rename)).audit[0]?.changes).toEqual({
        name: ['数控加工', '数控技术'],
      });
      expect(await tracesOf(services.dataSource, rename)).toEqual({ audit: [], events: [] });
    });

    it.each([
      [
        'another school',
        () => majors.add(school(own), { schoolId: other.id, code: 'X', name: 'X' }),
        'SCHOOL_NOT_FOUND',
      ],
      ["another school's major", () => majors.rename(school(own), otherMajor.id, 'X'), 'MAJOR_NOT_FOUND'],
      ['a foreign bureau', () => majors.rename(foreignBureau, ownMajor.id, 'X'), 'MAJOR_NOT_FOUND'],
      ['an inspector', () => majors.rename(inspector, ownMajor.id, 'X'), 'FORBIDDEN'],
      ['the same code', () => majors.add(bureau, { schoolId: own.id, code: '0101', name: 'X' }), 'MAJOR_CODE_TAKEN'],
    ])('refuse %s', async (_case, work, code) => {
      expect(await refusalOf(work)).toBe(code);
    });

    it('are read by those who may know the school', async () => {
      const seen = async (principal: Principal) => [...(await majors.ofSchools(principal, [own.id, other.id])).keys()];
      expect(await seen(enterprise)).toEqual([own.id, other.id]);
      expect(await seen(school(own))).toEqual([own.id]);
      expect(await seen(foreignBureau)).toEqual([]);
      const listed = await majors.list(school(own), { ...PAGE, filter: { search: '数控' } });
      expect(listed).toMatchObject({ total: 1, items: [{ schoolId: own.id }] });
    });
  });

  describe('classes', () => {
    it.each([
      ['a major of another school', () => newClass(own, otherMajor, 'K9'), 'MAJOR_OF_OTHER_SCHOOL'],
      ['an end before the start', () => ({ ...newClass(own, ownMajor, 'K9'), endsOn: '2024-08-31' }), 'DATE_ORDER'],
      [
        'a day that does not exist',
        () => ({ ...newClass(own, ownMajor, 'K9'), startsOn: '2023-02-29' }),
        'DATE_MALFORMED',
      ],
      ['a code that is taken', () => newClass(own, ownMajor, 'K1'), 'CLASS_CODE_TAKEN'],
      ['another school', () => newClass(other, otherMajor, 'K9'), 'SCHOOL_NOT_FOUND'],
    ])('refuse %s', async (_case, input, code) => {
      expect(await refusalOf(() => classes.create(school(own), input()))).toBe(code);
    });

    it('keep their school and major together when changed, and count revisions', async () => {
      const { id, revision } = ownClass;
      const change = (of: object) => classes.update(school(own), { id, revision, ...of });
      expect(await refusalOf(() => change({ schoolMajorId: otherMajor.id }))).toBe('MAJOR_OF_OTHER_SCHOOL');
      expect(await refusalOf(() => change({ startsOn: '2027-07-02' }))).toBe('DATE_ORDER');
      const { audit, events } = await tracesOf(services.dataSource, async () => {
        ownClass = await change({ endsOn: null, level: ClassLevel.PRE_TECHNICIAN });
      });
      expect(ownClass).toMatchObject({
        endsOn: null,
        level: 'PRE_TECHNICIAN',
        revision: revision + 1,
        name: '示例K1班',
      });
      expect(audit[0]?.changes).toMatchObject({ endsOn: ['2027-07-01', null], level: ['SENIOR', 'PRE_TECHNICIAN'] });
      expect(events).toEqual([{ fact: 'SCHOOL', schoolIds: [own.id] }]);
      expect(await refusalOf(() => change({ name: '晚了一步' }))).toBe('CLASS_REVISION_CONFLICT');
      expect(await refusalOf(() => classes.update(school(other), { id, revision: 2 }))).toBe('CLASS_NOT_FOUND');
    });

    it('are hidden from enterprises, other schools and other cities', async () => {
      expect(await refusalOf(() => classes.list(enterprise, PAGE))).toBe('FORBIDDEN');
      expect((await classes.list(school(own), PAGE)).items.map(({ id }) => id)).toEqual([ownClass.id]);
      expect((await classes.list(foreignBureau, PAGE)).total).toBe(0);
      for (const id of [otherClass.id, 4_000_000_000]) {
        expect(await refusalOf(() => classes.get(school(own), id))).toBe('CLASS_NOT_FOUND');
      }
    });

    it('are filtered by what runs on a date, and sorted', async () => {
      const codes = async (request: Partial<Parameters<SchoolClassesService['list']>[1]>) =>
        (await classes.list(bureau, { ...PAGE, ...request })).items.map(({ schoolId, code }) => [schoolId, code]);
      expect(await codes({ filter: { runningOn: '2024-08-31' } })).toEqual([]);
      expect(await codes({ filter: { runningOn: '2027-07-01' } })).toHaveLength(2);
      expect(await codes({ filter: { runningOn: '2027-07-02' } })).toEqual([[own.id, 'K1']]);
      expect(await codes({ filter: { level: ClassLevel.PRE_TECHNICIAN } })).toEqual([[own.id, 'K1']]);
      expect(await codes({ filter: { schoolId: other.id, schoolMajorId: ownMajor.id } })).toEqual([]);
      const ascending = await codes({ sort: SchoolClassSort.CODE_ASC });
      expect(await codes({ sort: SchoolClassSort.CODE_DESC })).toEqual(ascending.reverse());
      expect(await refusalOf(() => classes.list(bureau, { limit: 10_000, offset: 0 }))).toBe('PAGE_SIZE_OUT_OF_RANGE');
    });
  });

  describe('enrolment', () => {
    it('is recorded, corrected with both figures, and left alone when it is the same', async () => {
      const record = (heads: number) =>
        tracesOf(services.dataSource, () => enrolment.record(school(own), count(ownClass.id, '2025-10-01', heads)));
      expect(await record(40)).toMatchObject({
        audit: [{ action: 'schools.recordEnrolment', changes: { heads: [null, 40] } }],
        events: [{ fact: 'ENROLMENT', schoolIds: [own.id] }],
      });
      const corrected = await record(41);
      expect(corrected.audit).toMatchObject([{ action: 'schools.correctEnrolment', changes: { heads: [40, 41] } }]);
      expect(await record(41)).toEqual({ audit: [], events: [] });
      expect((await enrolment.list(bureau, { ...PAGE, filter: { schoolClassId: ownClass.id } })).items).toMatchObject([
        { countedOn: '2025-10-01', heads: 41 },
      ]);
    });

    it('holds when ten people record the same date at once', async () => {
      const counts = Array.from({ length: 10 }, (_, index) => count(otherClass.id, '2025-10-01', 30 + index));
      await Promise.all(counts.map((of) => enrolment.record(bureau, of)));
      const { items } = await enrolment.list(bureau, { ...PAGE, filter: { schoolClassId: otherClass.id } });
      expect(items).toHaveLength(1);
    });

    it.each([
      [
        'fewer than nobody',
        () => enrolment.record(bureau, count(ownClass.id, '2025-10-02', -1)),
        'NUMBER_OUT_OF_RANGE',
      ],
      ['half a person', () => enrolment.record(bureau, count(ownClass.id, '2025-10-02', 1.5)), 'NUMBER_OUT_OF_RANGE'],
      [
        "another school's class",
        () => enrolment.record(school(own), count(otherClass.id, '2025-10-02', 1)),
        'CLASS_NOT_FOUND',
      ],
      ['an inspector', () => enrolment.record(inspector, count(ownClass.id, '2025-10-02', 1)), 'FORBIDDEN'],
      ['an enterprise', () => enrolment.record(enterprise, count(ownClass.id, '2025-10-02', 1)), 'FORBIDDEN'],
    ])('refuses %s', async (_case, work, code) => {
      expect(await refusalOf(work)).toBe(code);
    });

    it('shows the latest count on or before a date, in one statement for all classes', async () => {
      await enrolment.record(bureau, count(ownClass.id, '2026-02-01', 0));
      const heads = async (date: string) =>
        (await enrolment.latest(bureau, date, [ownClass.id, otherClass.id])).get(ownClass.id)?.heads ?? null;
      expect([
        await heads('2025-09-30'),
        await heads('2025-10-01'),
        await heads('2026-01-31'),
        await heads('2026-02-01'),
      ]).toEqual([null, 41, 41, 0]);
      expect(await statementsOf(services.dataSource, () => heads('2026-02-01'))).toBe(1);
      expect((await enrolment.latest(school(other), '2026-02-01', [ownClass.id])).size).toBe(0);
    });

    it('adds up by level over running classes, naming those without a count', async () => {
      await classes.create(bureau, newClass(own, ownMajor, 'K2'));
      await classes.create(bureau, { ...newClass(own, ownMajor, 'K3'), endsOn: '2025-01-01' });
      const heads = () => enrolment.headsByLevel(enterprise, '2025-12-31', [own.id, other.id]);
      expect((await heads()).get(own.id)).toEqual(
        expect.arrayContaining([
          { schoolId: own.id, level: 'PRE_TECHNICIAN', heads: 41, classes: 1, classesWithoutCount: 0 },
          { schoolId: own.id, level: 'SENIOR', heads: 0, classes: 1, classesWithoutCount: 1 },
        ]),
      );
      expect(await statementsOf(services.dataSource, heads)).toBe(1);
      expect((await enrolment.headsByLevel(school(other), '2025-12-31', [own.id])).size).toBe(0);
    });
  });
});
