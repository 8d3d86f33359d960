import { SchoolMajor } from '@sxbq/schools';
import { Principal } from '@sxbq/kernel';
import { actingAs, statementsOf } from '../../../test/support/programme';
import { bureau, enterpriseUser, outcome, schoolUser } from '../../../test/support/programme-world';
import { FitsService } from './fits.service';
import { MenuWorld } from './testing/menu-world';

describe('suggestions of needs and schools', () => {
  let menu: MenuWorld;
  let fits: FitsService;
  let school: Principal;
  let other: Principal;
  let firm: Principal;
  const officer = bureau();

  beforeAll(async () => {
    menu = await MenuWorld.start();
    fits = menu.services.app.get(FitsService);
    ({ school, firm } = menu);
    other = schoolUser(menu.world.schools.other);
    const { dataSource } = menu.services;
    // The other school trained turning to grade 2, and will train it again; milling belongs to a major of the home school.
    await dataSource.query(
      'INSERT INTO training_session (code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on) VALUES ?',
      [
        [
          ['PX-2', menu.world.schools.other, menu.world.enterprises.home, '6-18-01-01', 2, '2026-01-01', '2026-02-01'],
          ['PX-3', menu.world.schools.other, menu.world.enterprises.home, '6-18-01-01', 1, '2026-07-01', '2026-08-01'],
        ],
      ],
    );
    await dataSource.query(
      `INSERT INTO major_occupation
         (edition, major_level, major_code, major_name, occupation_edition, occupation_code, source) VALUES ?`,
      [
        [
          ['2021', '中等职业教育', '660103', '数控加工', '2022', '6-18-01-02', '示例'],
          ['2021', '高等职业教育专科', '460103', '数控加工', '2022', '6-18-01-02', '示例'],
        ],
      ],
    );
    await dataSource.manager.delete(SchoolMajor, { schoolId: menu.world.schools.other });
  });
  afterAll(() => menu.close());
  beforeEach(async () => {
    for (const table of ['training_interest_event', 'training_interest', 'training_offer', 'training_need']) {
      await menu.services.dataSource.query(`DELETE FROM ${table}`);
    }
  });

  const needsFor = (by = school, schoolId = menu.world.schools.home, limit = 20) =>
    actingAs(by, () => fits.needsFor(by, schoolId, limit));
  const schoolsFor = (needId: number, by = firm, limit = 20) => actingAs(by, () => fits.schoolsFor(by, needId, limit));

  it('find for a school what its menu, its trainings and its majors serve, and say why', async () => {
    const [turning, milling] = [await menu.publishedNeed(), await menu.publishedNeed({ occupationCode: '6-18-01-02' })];
    const offer = await menu.publishedOffer();
    const found = await needsFor();
    expect(found.map(({ needId, offerId }) => [needId, offerId])).toEqual([
      [turning.id, offer.id],
      [milling.id, null],
    ]);
    expect(found[0]?.parts.map(({ sentence }) => sentence)).toEqual([
      '职业：学校的培训菜单有该职业，得 30 分（满分 30 分）。',
      '等级：学校尚未培训过该职业，得 0 分（满分 20 分）。',
      '名额：剩余名额 30 个，需求尚缺 20 人，得 15 分（满分 15 分）。',
      '时间：培训全程在需求的时间之内，得 15 分（满分 15 分）。',
      '地区：一方未限定地区，视为符合，得 10 分（满分 10 分）。',
      '费用：每人 1200 元，不超过上限 1500 元，得 6 分（满分 10 分）。',
    ]);
    expect(found[1]?.parts[0]?.sentence).toBe('职业：按官方对应表，学校的专业与该职业对口，得 18 分（满分 30 分）。');
    const others = await needsFor(other, menu.world.schools.other);
    expect(others.map(({ needId }) => needId)).toEqual([turning.id]);
    // What has ended counts, what is only planned does not.
    expect(others[0]?.parts[1]?.sentence).toContain('最高培训过技师');
  });

  it('find for a need its schools with their best offer', async () => {
    const need = await menu.publishedNeed();
    const dear = await menu.publishedOffer({ price: 1_400 });
    const cheap = await menu.publishedOffer({ price: 500 });
    await menu.publishedOffer({ price: 1_501 });
    const found = await schoolsFor(need.id);
    expect(found.map(({ schoolId, offerId }) => [schoolId, offerId])).toEqual([
      [menu.world.schools.other, null],
      [menu.world.schools.home, cheap.id],
    ]);
    await menu.agree(await menu.show(cheap.id, 30));
    expect((await schoolsFor(need.id)).map(({ offerId }) => offerId)).toEqual([null, dear.id]);
    expect(await schoolsFor(need.id, firm, 1)).toHaveLength(1);
  });

  it('leave out what is not published, closed, met, run out, or of another city', async () => {
    await menu.publishedOffer();
    await menu.need();
    const closed = await menu.publishedNeed();
    await actingAs(firm, () => menu.needs.close(firm, closed.id, closed.revision));
    const met = await menu.publishedNeed({ heads: 10 });
    await menu.agree(await menu.answer(met.id), firm);
    await menu.services.dataSource.query(
      "INSERT INTO training_need SET enterprise_id = ?, code = 'AWAY', heads = 3, occupation_edition = '2022', occupation_code = '6-18-01-01', valid_until = '2026-12-31', status = 'PUBLISHED'",
      [menu.world.enterprises.away],
    );
    expect(await needsFor()).toEqual([]);
    const need = await menu.publishedNeed({ validUntil: '2026-06-20' });
    expect((await needsFor()).map(({ needId }) => needId)).toEqual([need.id]);
    menu.inDays(6);
    expect(await needsFor()).toEqual([]);
    menu.inDays(0);
  });

  it('are one statement, however many needs there are', async () => {
    await menu.publishedOffer();
    const statements = () => statementsOf(menu.services.dataSource, () => needsFor());
    await menu.publishedNeed();
    const one = await statements();
    for (let at = 0; at < 10; at++) await menu.publishedNeed();
    expect(await needsFor()).toHaveLength(11);
    expect(await statements()).toBe(one);
  });

  it('are for who acts for the school or the need', async () => {
    const need = await menu.publishedNeed();
    await menu.publishedOffer();
    expect(await needsFor(officer)).toHaveLength(1);
    expect(await schoolsFor(need.id, officer)).toHaveLength(2);
    expect(await outcome(needsFor(other))).toBe('SCHOOL_NOT_FOUND');
    expect(await outcome(needsFor(firm))).toBe('SCHOOL_NOT_FOUND');
    expect(await outcome(needsFor(bureau('3201')))).toBe('SCHOOL_NOT_FOUND');
    expect(await outcome(schoolsFor(need.id, enterpriseUser(menu.world.enterprises.other)))).toBe(
      'TRAINING_NEED_NOT_FOUND',
    );
    expect(await outcome(schoolsFor(need.id, school))).toBe('TRAINING_NEED_NOT_FOUND');
    expect(await outcome(needsFor(school, menu.world.schools.home, 101))).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });
});
