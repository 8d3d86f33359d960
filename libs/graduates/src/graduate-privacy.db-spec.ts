import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule, RevealService } from '@sxbq/identity';
import { Principal } from '@sxbq/kernel';
import { FieldCipher, PersonCipher, PersonErasure, UnitOfWork } from '@sxbq/platform';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { idNumber } from '../../../test/support/ledger-files';
import { textsAtRest } from '../../../test/support/personal-data-scan';
import { actingAs } from '../../../test/support/programme';
import {
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { CohortsService } from './cohorts.service';
import { GraduatesModule } from './graduates.module';
import { GraduatesService } from './graduates.service';
import { GraduatePersonalData } from './persistence/graduate-personal-data';

const PERSON = { idNumber: idNumber(7), name: '欧阳示例', phone: '13900001234' };

describe('the personal data of graduates', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let source: GraduatePersonalData;
  let school: Principal;
  let graduateId: number;
  let personKey: string;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, GraduatesModule]);
    source = services.app.get(GraduatePersonalData);
    personKey = services.app.get(FieldCipher).blindIndex('id-number', PERSON.idNumber);
  });
  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    school = { ...schoolUser(world.schools.home), userId: 91 };
    await services.dataSource.query(
      "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (91, 'clerk', '示例', 'x', NOW(6))",
    );
    const { identifiers } = await services.dataSource.manager.insert(SchoolClass, {
      schoolId: world.schools.home,
      schoolMajorId: world.majors.first,
      code: 'B1',
      name: '示例高级班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: '2026-06-30',
    });
    const schoolClassId = (identifiers[0] as { id: number }).id;
    await actingAs(school, async () => {
      const heads = { heads: 40, available: 30, placedBefore: 10 };
      const cohort = await services.app
        .get(CohortsService)
        .publish(school, { schoolClassId, graduationYear: 2026, ...heads });
      const given = { ...PERSON, studentNumber: 'X-77001', regionPrefixes: ['3204'], salaryFloor: 6_000 };
      [graduateId] = (await services.app.get(GraduatesService).register(school, cohort.id, [given])) as [number];
    });
  });
  afterAll(() => services.close());

  const identity = () => ({ personKey, phoneIndex: null, name: PERSON.name });
  const erase = (): Promise<number> => {
    const erasure: PersonErasure = { identity: identity(), confirmedIds: [], pseudonym: 'p'.repeat(43) };
    return services.app.get(UnitOfWork).run(async (tx) => {
      await services.app.get(PersonCipher).shred(tx, personKey);
      return source.erase(tx, erasure);
    });
  };
  const reveal = (field: string, by = school) =>
    actingAs(by, () =>
      services.app
        .get(RevealService)
        .reveal(by, { objectType: 'Graduate', objectId: graduateId, field, reason: '核对学籍信息' }),
    );

  it('are found by ID number, in clear, with what the person wishes', async () => {
    expect(await source.find(identity())).toMatchObject([
      {
        id: graduateId,
        isCertain: true,
        values: { 姓名: PERSON.name, 证件号码: PERSON.idNumber, 联系电话: PERSON.phone, 求职意向: '3204' },
      },
    ]);
    expect(await source.find({ ...identity(), personKey: 'x'.repeat(43) })).toEqual([]);
  });

  it('are corrected under the person’s own secret', async () => {
    const correct = (id: number) =>
      services.app.get(UnitOfWork).run((tx) => source.correct(tx, id, 'name', '欧阳更名'));
    expect(await correct(graduateId)).toBe(PERSON.name);
    expect((await source.find(identity()))[0]?.values['姓名']).toBe('欧阳更名');
    expect(await correct(graduateId + 1)).toBeNull();
  });

  it('are nowhere after an erasure, which can be repeated; the cohort keeps its count', async () => {
    const traces = [PERSON.name, PERSON.idNumber, PERSON.phone, personKey, 'X-77001'];
    expect(await erase()).toBe(1);
    expect(await textsAtRest(services.dataSource, traces)).toEqual({});
    expect(await erase()).toBe(0);
    const [row] = (await services.dataSource.query('SELECT status, salary_floor FROM graduate')) as object[];
    expect(row).toEqual({ status: 'WITHDRAWN', salary_floor: null });
    expect(await services.dataSource.query('SELECT id FROM graduate_wish')).toEqual([]);
    const seen = await actingAs(school, () => services.app.get(GraduatesService).get(school, graduateId));
    expect(seen).toMatchObject({ name: '', phone: null });
    expect(await outcome(reveal('idNumber'))).toBe('NOTHING_TO_REVEAL');
  });

  it('are shown in clear one by one, to their school with a reason, and audited without the value', async () => {
    expect(await reveal('idNumber')).toMatchObject({ value: PERSON.idNumber });
    expect(await reveal('phone')).toMatchObject({ value: PERSON.phone });
    const other = { ...schoolUser(world.schools.other), userId: 91 };
    expect(await outcome(reveal('idNumber', other))).toBe('GRADUATE_NOT_FOUND');
    const firm = { ...enterpriseUser(world.enterprises.home), userId: 91 };
    expect(await outcome(reveal('idNumber', firm))).toBe('FORBIDDEN');
    const audited = JSON.stringify(await services.dataSource.query('SELECT * FROM audit_entry'));
    expect(audited).toContain('identity.revealPersonalData');
    expect(audited).not.toContain(PERSON.idNumber);
  });
});
