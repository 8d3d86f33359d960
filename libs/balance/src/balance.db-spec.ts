import { CataloguesModule } from '@sxbq/catalogues';
import { Graduate, GraduateCohort, GraduatesModule, GraduateStatus } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { Principal } from '@sxbq/kernel';
import { JobPosting, PostingKind, PostingsModule, PostingStatus } from '@sxbq/postings';
import { ClassLevel, SchoolClass, SchoolMajor } from '@sxbq/schools';
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
import { BalanceModule } from './balance.module';
import { BalanceService } from './balance.service';
import { BalanceDimension } from './domain/balance-dimension';
import { NewShortageList, ShortageListsService } from './shortage-lists.service';

const LATHE = '6-18-01-01';
const ELECTRICIAN = '6-31-01-03';
const { OCCUPATION, MAJOR, GRADE, DISTRICT, YEAR } = BalanceDimension;
const NOBODY_KNOWS = { name: null, shortage: null };
const LATHES = { name: '车工', shortage: null };

describe('supply and demand', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let balance: BalanceService;
  let school: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([
      ...[CataloguesModule, IdentityModule, GraduatesModule, PostingsModule, BalanceModule],
    ]);
    balance = services.app.get(BalanceService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    await fill();
  });
  afterAll(() => services.close());

  const insert = async (entity: new () => object, row: object): Promise<number> => {
    const { identifiers } = await services.dataSource.manager.insert(entity, row);
    return (identifiers[0] as { id: number }).id;
  };
  async function cohort(schoolId: number, schoolMajorId: number, graduationYear = 2026): Promise<number> {
    const schoolClassId = await insert(SchoolClass, {
      schoolId,
      schoolMajorId,
      code: `B${++sequence}`,
      name: '示例班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: null,
    });
    return insert(GraduateCohort, { schoolId, schoolClassId, graduationYear, heads: 0, available: 0, placedBefore: 0 });
  }
  async function graduates(schoolId: number, cohortId: number, count: number, more: GraduateKind = {}): Promise<void> {
    const { status = GraduateStatus.AVAILABLE, year = 2026, certificates = [] } = more;
    for (let at = 0; at < count; at++) {
      const number = ++sequence;
      const graduateId = await insert(Graduate, {
        schoolId,
        cohortId,
        graduationYear: year,
        studentNumber: `X${number}`,
        status,
        name: '',
        idNumber: '',
        personKey: `person-${number}`,
      });
      for (const [occupationCode, grade] of certificates) {
        await services.dataSource.query(
          'INSERT INTO graduate_certificate (graduate_id, occupation_code, grade) VALUES (?)',
          [[graduateId, occupationCode, grade]],
        );
      }
    }
  }
  async function posting(occupationCode: string, heads: number, more: PostingMore = {}): Promise<void> {
    const { majors = [], ...columns } = more;
    const number = ++sequence;
    const id = await insert(JobPosting, {
      enterpriseId: world.enterprises.home,
      code: `GW-${number}`,
      kind: PostingKind.JOB,
      title: '示例岗位',
      occupationEdition: '2022',
      occupationCode,
      heads,
      regionCode: '320411',
      validUntil: '2099-12-31',
      status: PostingStatus.LIVE,
      fingerprint: `f${number}`,
      ...columns,
    });
    for (const major of majors) {
      await services.dataSource.query('INSERT INTO job_posting_major (job_posting_id, major_name) VALUES (?)', [
        [id, major],
      ]);
    }
  }
  async function fill(): Promise<void> {
    await services.dataSource.query(
      "INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ('OCCUPATION', '2022', ?, '车工', '职业', '示例')",
      [LATHE],
    );
    const { home, other, away } = world.schools;
    const lathe = await cohort(home, world.majors.first);
    const mechatronics = await cohort(home, world.majors.second);
    const others = await cohort(other, world.majors.others);
    await graduates(home, lathe, 3, { certificates: [[LATHE, 3]] });
    await graduates(home, lathe, 2, {
      certificates: [
        [LATHE, 3],
        [ELECTRICIAN, 4],
      ],
    });
    await graduates(home, lathe, 1, { certificates: [[LATHE, 3]], status: GraduateStatus.PLACED });
    await graduates(home, lathe, 1, { certificates: [[LATHE, 3]], status: GraduateStatus.WITHDRAWN });
    await graduates(home, lathe, 1, { certificates: [[LATHE, 3]], status: GraduateStatus.ACCEPTED });
    await graduates(home, mechatronics, 4);
    await graduates(other, others, 2, { certificates: [[LATHE, 4]] });
    const awayMajor = await insert(SchoolMajor, { schoolId: away, code: '1', name: '数控加工' });
    await graduates(away, await cohort(away, awayMajor), 5, { certificates: [[LATHE, 3]] });
    const later = await cohort(home, world.majors.first, 2027);
    await graduates(home, later, 9, { certificates: [[LATHE, 3]], year: 2027 });
    await posting(LATHE, 12, { taken: 5, majors: ['数控加工', '机电一体化'], gradeFloor: 3 });
    await posting(LATHE, 8, { majors: ['数控加工', '机电一体化'], gradeFloor: 3, startsOn: '2026-09-01' });
    await posting(LATHE, 4, { regionCode: '320402' });
    await posting(ELECTRICIAN, 1, { gradeFloor: 4 });
    await posting(LATHE, 100, { status: PostingStatus.SUBMITTED });
    await posting(LATHE, 50, { regionCode: '320104' });
  }

  const by = (dimension: BalanceDimension, more: object = {}, who = officer) =>
    actingAs(who, () => balance.by(who, dimension, { graduationYear: 2026, regionPrefix: '', ...more }));

  it('are set against each other by occupation, greatest lack first', async () => {
    expect(await by(OCCUPATION)).toEqual([
      { ...LATHES, key: LATHE, supply: 7, demand: 19, placed: 1, gap: 12, ratioPercent: 271 },
      { ...NOBODY_KNOWS, key: ELECTRICIAN, supply: 2, demand: 1, placed: 0, gap: -1, ratioPercent: 50 },
    ]);
  });

  it('agree with a count by hand', async () => {
    const [byHand] = (await services.dataSource.query(
      `SELECT (SELECT COUNT(*) FROM graduate g
                WHERE g.graduation_year = 2026 AND g.status = 'AVAILABLE'
                  AND g.school_id IN (SELECT id FROM school WHERE region_code LIKE '3204%')
                  AND g.id IN (SELECT graduate_id FROM graduate_certificate WHERE occupation_code = '${LATHE}')) AS supply,
              (SELECT SUM(heads) - SUM(taken) FROM job_posting
                WHERE status = 'LIVE' AND region_code LIKE '3204%' AND occupation_code = '${LATHE}') AS demand`,
    )) as [{ supply: number | string; demand: number | string }];
    const [row] = await by(OCCUPATION);
    expect([row?.supply, row?.demand]).toEqual([Number(byHand.supply), Number(byHand.demand)]);
  });

  it('by major count a posting of two majors in both, and one that names none apart', async () => {
    const rows = await by(MAJOR);
    expect(rows.map(({ key, supply, demand }) => [key, supply, demand])).toEqual([
      ['机电一体化', 4, 15],
      ['数控加工', 7, 15],
      ['', 0, 5],
    ]);
  });

  it('by grade and by district', async () => {
    expect((await by(GRADE)).map(({ key, supply, demand }) => [key, supply, demand])).toEqual([
      ['3', 5, 15],
      ['', 0, 4],
      ['4', 4, 1],
    ]);
    expect((await by(DISTRICT)).map(({ key, supply, demand }) => [key, supply, demand])).toEqual([
      ['320411', 11, 16],
      ['320402', 0, 4],
    ]);
  });

  it('by year set who graduates in it against the work that begins in it', async () => {
    const rows = await by(YEAR, { graduationYear: null });
    expect(rows.map(({ key, supply, demand }) => [key, supply, demand])).toEqual([
      ['', 0, 12],
      ['2026', 11, 8],
      ['2027', 9, 0],
    ]);
    expect(await by(YEAR, { graduationYear: null, occupationCode: ELECTRICIAN })).toMatchObject([
      { key: '', supply: 0, demand: 1 },
      { key: '2026', supply: 2, demand: 0 },
    ]);
  });

  it('can be looked into step by step', async () => {
    expect(
      (await by(DISTRICT, { occupationCode: LATHE, regionPrefix: '320411' })).map(({ supply, demand }) => [
        supply,
        demand,
      ]),
    ).toEqual([[7, 15]]);
    expect((await by(OCCUPATION, { grade: 4 })).map(({ key, supply, demand }) => [key, supply, demand])).toEqual([
      [LATHE, 2, 4],
      [ELECTRICIAN, 2, 1],
    ]);
    expect(await by(OCCUPATION, { graduationYear: 2027 })).toContainEqual(
      expect.objectContaining({ key: LATHE, supply: 9 }),
    );
  });

  it('show nobody another city’s', async () => {
    const [nanjing] = await by(OCCUPATION, {}, bureau('3201'));
    expect(nanjing).toMatchObject({ key: LATHE, supply: 5, demand: 50 });
    expect(await by(OCCUPATION, { regionPrefix: '3201' })).toEqual([]);
    expect((await by(OCCUPATION, {}, school))[0]).toMatchObject({ supply: 7 });
    expect((await by(OCCUPATION, {}, bureau('32')))[0]).toMatchObject({ supply: 12, demand: 69 });
  });

  it.each([
    [{ graduationYear: 26 }, 'NUMBER_OUT_OF_RANGE'],
    [{ regionPrefix: '%' }, 'REGION_PREFIX_MALFORMED'],
  ])('refuse %j', async (more, code) => expect(await outcome(by(OCCUPATION, more))).toBe(code));

  it('suggest to a school what to widen, with the reason', async () => {
    const given = await actingAs(school, () => balance.suggestions(school, world.schools.home, 2026));
    expect(given.map(({ kind, majorName }) => `${kind} ${majorName}`)).toEqual(['WIDEN 机电一体化']);
    expect(given[0]?.reason).toBe('“机电一体化”专业全市待就业 4 人，空缺岗位 15 个，求人倍率 3.75，缺 11 人。');
    expect(await outcome(actingAs(school, () => balance.suggestions(school, world.schools.other, 2026)))).toBe(
      'SCHOOL_NOT_FOUND',
    );
  });

  describe('shortage lists', () => {
    const lists = (): ShortageListsService => services.app.get(ShortageListsService);
    const upload = (more: Partial<NewShortageList> = {}, who = officer) =>
      actingAs(who, () =>
        lists().upload(who, {
          regionPrefix: '3204',
          year: 2026,
          edition: '第一版',
          source: '示例通知',
          occupations: [{ code: LATHE, name: '车工' }, { name: '工业机器人系统操作员' }],
          ...more,
        }),
      );

    it('are kept by year and edition, never overwritten', async () => {
      const id = await upload();
      expect(await outcome(upload())).toBe('SHORTAGE_LIST_TAKEN');
      await upload({ edition: '第二版' });
      expect((await actingAs(school, () => lists().list(school))).map(({ edition }) => edition)).toEqual([
        '第二版',
        '第一版',
      ]);
      expect((await lists().occupations([id])).get(id)).toEqual([
        expect.objectContaining({ rank: 1, occupationCode: LATHE, name: '车工' }),
        expect.objectContaining({ rank: 2, occupationCode: null, name: '工业机器人系统操作员' }),
      ]);
      const foreign = bureau('3201');
      expect(await actingAs(foreign, () => lists().list(foreign))).toEqual([]);
    });

    it('mark the rows of the balance: the newest of the smallest region around it', async () => {
      const marks = async (more: object = {}, who = officer) =>
        (await by(OCCUPATION, more, who)).map(({ key, shortage }) => [key, shortage]);
      const second = { year: 2026, edition: '第二版', rank: 1 };
      expect(await marks()).toEqual([
        [LATHE, second],
        [ELECTRICIAN, null],
      ]);
      expect(await marks({ regionPrefix: '320411' }, school)).toContainEqual([LATHE, second]);
      expect((await marks({}, bureau('3201')))[0]).toEqual([LATHE, null]);
      await upload({ year: 2027, edition: '第一版', occupations: [{ name: '铣工' }, { name: '车工' }] });
      expect((await marks())[0]).toEqual([LATHE, { year: 2027, edition: '第一版', rank: 2 }]);
      await upload({ regionPrefix: '320411', year: 2025, edition: '区版', occupations: [{ name: '车工' }] });
      expect((await marks({ regionPrefix: '320411' }))[0]).toEqual([LATHE, { year: 2025, edition: '区版', rank: 1 }]);
      expect((await marks())[0]).toEqual([LATHE, { year: 2027, edition: '第一版', rank: 2 }]);
    });

    it.each<[Partial<NewShortageList>, string]>([
      [{ occupations: [] }, 'SHORTAGE_LIST_INVALID'],
      [{ occupations: [{ name: '车工' }, { name: '车工' }] }, 'SHORTAGE_LIST_INVALID'],
      [{ occupations: Array.from({ length: 501 }, (_value, at) => ({ name: `职业${at}` })) }, 'SHORTAGE_LIST_INVALID'],
      [{ regionPrefix: '3201' }, 'REGION_OUT_OF_SCOPE'],
      [{ year: 1 }, 'NUMBER_OUT_OF_RANGE'],
    ])('refuse %#', async (more, code) => expect(await outcome(upload({ edition: '试', ...more }))).toBe(code));

    it('are the HR bureau’s to upload', async () => {
      expect(await outcome(upload({}, enterpriseUser(world.enterprises.home)))).toBe('FORBIDDEN');
    });
  });
});

interface GraduateKind {
  readonly status?: GraduateStatus;
  readonly year?: number;
  readonly certificates?: readonly (readonly [occupationCode: string, grade: number])[];
}

type PostingMore = Partial<Pick<JobPosting, 'taken' | 'gradeFloor' | 'regionCode' | 'status' | 'startsOn'>> & {
  readonly majors?: readonly string[];
};
