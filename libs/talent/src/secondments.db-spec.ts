import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { actingAs } from '../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { SecondmentSort } from './domain/secondment-sort';
import { SecondmentListRequest, SecondmentsService } from './secondments.service';
import { TalentModule } from './talent.module';

const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));

describe('secondments', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let secondments: SecondmentsService;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, TalentModule], clock);
    secondments = services.app.get(SecondmentsService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
  });
  afterAll(() => services.close());

  /** A teacher of their own for each secondment, unless said otherwise. */
  const create = (more: object = {}, by = school) =>
    actingAs(by, () =>
      secondments.create(by, {
        code: `S-${++sequence}`,
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        teacherNumber: `T${sequence}`,
        teacherName: '示例教师',
        startsOn: '2025-03-01',
        endsOn: '2025-04-30',
        ...more,
      }),
    );
  const edit = (id: number, change: object, revision = 1) =>
    actingAs(school, () => secondments.edit(school, { id, revision, ...change }));
  const verify = (id: number, by = enterprise, revision = 1) =>
    actingAs(by, () => secondments.verify(by, id, revision));
  const reverse = (id: number, by = officer) => actingAs(by, () => secondments.reverse(by, id, '重复登记'));

  it('are recorded by the school and edited until verified', async () => {
    const created = await create({ post: ' ' });
    expect(created).toMatchObject({ post: null, verified: false, reversedAt: null, revision: 1 });
    expect(await edit(created.id, { post: '工艺员' })).toMatchObject({ post: '工艺员', revision: 2 });
    expect(await outcome(edit(created.id, { post: '质检员' }))).toBe('SECONDMENT_REVISION_CONFLICT');
    // The enterprise looked at revision 1, which says something else.
    expect(await outcome(verify(created.id))).toBe('SECONDMENT_REVISION_CONFLICT');
    await verify(created.id, enterprise, 2);
    expect(await outcome(edit(created.id, { post: '质检员' }, 2))).toBe('SECONDMENT_ALREADY_VERIFIED');
  });

  it.each([
    [{ endsOn: '2025-02-28' }, 'DATE_ORDER'],
    [{ startsOn: '2025-02-29' }, 'DATE_MALFORMED'],
    [{ teacherNumber: '' }, 'FIELD_REQUIRED'],
    [{ teacherName: '  ' }, 'FIELD_REQUIRED'],
    [{ schoolId: 4_000_000_000 }, 'SCHOOL_NOT_FOUND'],
    [{ enterpriseId: 4_000_000_000 }, 'ENTERPRISE_NOT_FOUND'],
  ])('refuse %j: %s', async (more, code) => {
    expect(await outcome(create(more))).toBe(code);
  });

  it('refuse a code that is taken', async () => {
    const { code } = await create();
    expect(await outcome(create({ code }))).toBe('SECONDMENT_CODE_TAKEN');
  });

  describe('of one teacher', () => {
    const days = (startsOn: string, endsOn: string, teacherNumber: string) => ({ startsOn, endsOn, teacherNumber });

    it('may not share a day, with both ends included', async () => {
      const { code } = await create(days('2025-03-10', '2025-03-20', 'O1'));
      for (const [from, to] of [
        ['2025-03-20', '2025-03-25'],
        ['2025-03-01', '2025-03-10'],
        ['2025-03-12', '2025-03-13'],
        ['2025-03-01', '2025-03-31'],
      ] as const) {
        await expect(create(days(from, to, 'O1'))).rejects.toMatchObject({
          code: 'SECONDMENT_OVERLAPS',
          details: { codes: [code] },
        });
      }
      expect(await outcome(create(days('2025-03-21', '2025-03-25', 'O1')))).toBe('OK');
      expect(await outcome(create(days('2025-03-12', '2025-03-13', 'O2')))).toBe('OK');
    });

    it('may not come to share a day by an edit, but may stay where they are', async () => {
      await create(days('2025-03-10', '2025-03-20', 'O3'));
      const { id } = await create(days('2025-03-21', '2025-03-25', 'O3'));
      expect(await outcome(edit(id, { startsOn: '2025-03-20' }))).toBe('SECONDMENT_OVERLAPS');
      expect(await outcome(edit(id, { endsOn: '2025-03-26' }))).toBe('OK');
    });

    it('make room when one is reversed', async () => {
      const { id } = await create(days('2025-03-10', '2025-03-20', 'O4'));
      await reverse(id);
      expect(await outcome(create(days('2025-03-15', '2025-03-25', 'O4')))).toBe('OK');
    });

    it('are taken one at a time', async () => {
      const both = [1, 2].map(() => outcome(create(days('2025-05-01', '2025-05-10', 'O5'))));
      expect((await Promise.all(both)).sort()).toEqual(['OK', 'SECONDMENT_OVERLAPS']);
    });

    it('is not confused with a teacher of another school', async () => {
      const other = schoolUser(world.schools.other);
      await create(days('2025-03-10', '2025-03-20', 'O6'));
      const elsewhere = { ...days('2025-03-10', '2025-03-20', 'O6'), schoolId: world.schools.other };
      expect(await outcome(create(elsewhere, other))).toBe('OK');
    });
  });

  it('are verified by the enterprise or a bureau, never by the school', async () => {
    const [first, second, third] = [
      await create(),
      await create(),
      await create({ startsOn: '2025-06-16', endsOn: '2025-07-01' }),
    ];
    expect(await outcome(verify(first.id, school))).toBe('FORBIDDEN');
    expect(await verify(first.id)).toMatchObject({ verified: true, verifiedAt: clock.now() });
    expect(await outcome(verify(first.id))).toBe('SECONDMENT_ALREADY_VERIFIED');
    const racing = [outcome(verify(second.id)), outcome(verify(second.id, officer))];
    expect((await Promise.all(racing)).sort()).toEqual(['OK', 'SECONDMENT_ALREADY_VERIFIED']);
    expect(await outcome(verify(third.id))).toBe('SECONDMENT_NOT_STARTED');
  });

  it('are reversed once, with a reason', async () => {
    const { id } = await create();
    await verify(id);
    expect(await outcome(actingAs(school, () => secondments.reverse(school, id, ' ')))).toBe('FIELD_REQUIRED');
    expect(await reverse(id)).toMatchObject({ verified: true, reversalReason: '重复登记', reversedAt: clock.now() });
    expect(await outcome(reverse(id))).toBe('SECONDMENT_ALREADY_REVERSED');
    expect(await outcome(verify(id))).toBe('SECONDMENT_ALREADY_REVERSED');
    expect(await outcome(edit(id, { post: '工艺员' }))).toBe('SECONDMENT_ALREADY_REVERSED');
  });

  it('leave audit entries without the teacher’s name, and tell compliance', async () => {
    const { id } = await create();
    await verify(id);
    const audit = (await services.dataSource.query(
      "SELECT action, changes FROM audit_entry WHERE object_type = 'Secondment' AND object_id = ? ORDER BY id",
      [String(id)],
    )) as { action: string; changes: unknown }[];
    expect(audit.map((entry) => entry.action)).toEqual(['talent.create', 'talent.verify']);
    expect(JSON.stringify(audit)).not.toContain('示例教师');
    const [last] = (await services.dataSource.query('SELECT payload FROM outbox_event ORDER BY id DESC LIMIT 1')) as {
      payload: string | object;
    }[];
    expect(typeof last?.payload === 'string' ? JSON.parse(last.payload) : last?.payload).toEqual({
      fact: 'SECONDMENT',
      schoolIds: [world.schools.home],
    });
  });

  it('are seen and touched by their own school, enterprise and bureau only', async () => {
    const { id } = await create();
    for (const reader of [school, enterprise, officer, bureau('32', Role.INSPECTOR)]) {
      expect((await secondments.get(reader, id)).id).toBe(id);
    }
    const other = schoolUser(world.schools.other);
    for (const stranger of [other, enterpriseUser(world.enterprises.other), bureau('3201'), bureau('')]) {
      expect(await outcome(secondments.get(stranger, id))).toBe('SECONDMENT_NOT_FOUND');
      expect(await outcome(reverse(id, stranger))).toBe('SECONDMENT_NOT_FOUND');
    }
    expect(await outcome(secondments.edit(other, { id, revision: 1 }))).toBe('SECONDMENT_NOT_FOUND');
    expect(await outcome(verify(id, enterpriseUser(world.enterprises.other)))).toBe('SECONDMENT_NOT_FOUND');
    expect(await outcome(verify(id, bureau('3201')))).toBe('SECONDMENT_NOT_FOUND');
    expect(await outcome(create({}, other))).toBe('SCHOOL_NOT_FOUND');
    expect(await outcome(create({}, enterprise))).toBe('FORBIDDEN');
    expect(await outcome(secondments.get(bureau('3204', Role.GRADUATE), id))).toBe('FORBIDDEN');
  });

  it('are listed, filtered, sorted and paged within the scope', async () => {
    const { code, id } = await create({
      code: 'Z-1',
      teacherNumber: 'Z',
      startsOn: '2026-01-01',
      endsOn: '2026-01-10',
    });
    const list = (request: Partial<SecondmentListRequest>, by = officer) =>
      secondments.list(by, { limit: 100, offset: 0, ...request });
    const codes = async (filter: SecondmentListRequest['filter']) =>
      (await list({ filter })).items.map((secondment) => secondment.code);
    expect(await codes({ teacherNumber: 'Z' })).toEqual([code]);
    expect(await codes({ search: 'Z-' })).toEqual([code]);
    expect(await codes({ from: '2026-01-10' })).toEqual([code]);
    expect(await codes({ to: '2024-12-31' })).toEqual([]);
    expect(await codes({ enterpriseId: world.enterprises.away })).toEqual([]);
    const all = await list({});
    const verified = await list({ filter: { verified: true } });
    const open = await list({ filter: { verified: false } });
    expect(verified.total + open.total).toBe(all.total);
    await reverse(id);
    expect(await codes({ reversed: true, teacherNumber: 'Z' })).toEqual([code]);
    expect(await codes({ reversed: false, teacherNumber: 'Z' })).toEqual([]);
    for (const sort of Object.values(SecondmentSort)) {
      const { items, total } = await list({ sort });
      expect([sort, items.length]).toEqual([sort, total]);
    }
    expect((await list({}, schoolUser(world.schools.other))).total).toBe(1);
    expect(await outcome(list({ limit: 0 }))).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });
});
