import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, RowScope, rowScopeOf } from '@sxbq/kernel';
import { statementsOf } from '../../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { AgreementsModule } from '../agreements.module';
import { AgreementListRequest, AgreementsService } from '../agreements.service';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSort } from '../domain/agreement-sort';
import { PartiesService } from '../parties.service';
import { agreementPageSql, WHOLE_AGREEMENT } from './agreement-list.query';
import { AGREEMENT_FIELDS } from './agreement-rows';

const TODAY = '2025-06-15';
const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));
const BOTH_NAMES = { fields: AGREEMENT_FIELDS, schoolName: true, enterpriseName: true };

interface Plan {
  readonly table: string;
  readonly key: string | null;
  readonly rows: number | string;
  readonly Extra: string | null;
}

describe('the list of agreements', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let agreements: AgreementsService;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, AgreementsModule], clock);
    agreements = services.app.get(AgreementsService);
    world = await createWorld(services.dataSource);
    await insertAgreements(3_000);
    await services.dataSource.query('ANALYZE TABLE agreement, school, enterprise');
  });
  afterAll(() => services.close());

  /** Every third one each: home with home, other with other, away with away; each field varies on its own. */
  async function insertAgreements(count: number): Promise<void> {
    const { schools, enterprises } = world;
    const pairs = [
      [schools.home, enterprises.home],
      [schools.other, enterprises.other],
      [schools.away, enterprises.away],
    ] as const;
    const rows = Array.from({ length: count }, (_, index) => {
      const [schoolId, enterpriseId] = pairs[index % 3] as readonly [number, number];
      const code = `L-${String(count - index).padStart(5, '0')}`;
      const kinds = index % 2 === 0 ? 'CLOSE,JOINT_TRAINING' : 'INTERNSHIP';
      const effectiveTo = index % 5 === 0 ? '2025-06-14' : index % 5 === 1 ? '2025-06-15' : null;
      const status = index % 7 === 0 ? 'TERMINATED' : 'FILED';
      const terminatedOn = status === 'TERMINATED' ? TODAY : null;
      return [code, schoolId, enterpriseId, kinds, '2025-01-01', effectiveTo, '2025-01-10', terminatedOn, status];
    });
    await services.dataSource.query(
      `INSERT INTO agreement
         (code, school_id, enterprise_id, kinds, effective_from, effective_to, filed_on, terminated_on, status)
       VALUES ?`,
      [rows],
    );
  }

  const list = async (principal: Principal, request: Partial<AgreementListRequest> = {}) => {
    const page = await agreements.list(principal, { limit: 50, offset: 0, ...request });
    return { items: page.items, total: await page.total() };
  };
  const total = async (filter: AgreementListRequest['filter']) => (await list(bureau(), { filter })).total;

  describe('is read in order of id without a sort', () => {
    const explain = async (scope: RowScope, names = BOTH_NAMES, sort = AgreementSort.RECORDED_ASC) => {
      const { sql, params } = agreementPageSql({ scope, filter: {}, sort, today: () => TODAY }, names);
      return (await services.dataSource.query(`EXPLAIN ${sql}`, [...params, 50, 0])) as Plan[];
    };
    const scopes = (): [string, RowScope][] => [
      ['the whole platform', { kind: 'REGION', prefix: '' }],
      ['a city', rowScopeOf(bureau('3204'))],
      ['a province', rowScopeOf(bureau('32'))],
      ['two districts', { kind: 'REGIONS', prefixes: ['320402', '320411'] }],
      ['a school', rowScopeOf(schoolUser(world.schools.home))],
      ['an enterprise', rowScopeOf(enterpriseUser(world.enterprises.home))],
    ];

    it.each([
      ['with both names', BOTH_NAMES],
      ['without names', WHOLE_AGREEMENT],
      ['with names alone', { ...BOTH_NAMES, fields: [] }],
    ])('%s, in every scope and direction', async (_case, names) => {
      for (const [who, scope] of scopes()) {
        for (const sort of [AgreementSort.RECORDED_ASC, AgreementSort.RECORDED_DESC]) {
          const plan = await explain(scope, names, sort);
          expect([who, sort, plan[0]?.table]).toEqual([who, sort, 'a']);
          expect(plan.map((step) => step.Extra ?? '').join()).not.toMatch(/filesort|temporary/i);
        }
      }
    });

    it('uses the index of a party’s own agreements', async () => {
      const [school] = await explain(rowScopeOf(schoolUser(world.schools.home)));
      const [enterprise] = await explain(rowScopeOf(enterpriseUser(world.enterprises.home)));
      expect([school?.key, enterprise?.key]).toEqual(['ix_agreement_school_id', 'ix_agreement_enterprise_id']);
    });

    it('would sort every row with the inner join that looks as good', async () => {
      const plan = (await services.dataSource.query(
        `EXPLAIN SELECT a.id FROM agreement a JOIN school s ON s.id = a.school_id
          WHERE s.region_code LIKE '3204%' ORDER BY a.id LIMIT 50`,
      )) as Plan[];
      expect(plan.map((step) => step.Extra ?? '').join()).toMatch(/filesort|temporary/i);
    });
  });

  it('takes one statement, and one more only when the total is asked for', async () => {
    const reader = bureau();
    const page = () => agreements.listWanted(reader, { limit: 50, offset: 0 }, BOTH_NAMES);
    expect(await statementsOf(services.dataSource, page)).toBe(1);
    expect(await statementsOf(services.dataSource, async () => (await page()).total())).toBe(2);
  });

  it('brings the parties’ names along', async () => {
    const { items } = await agreements.listWanted(bureau(), { limit: 2, offset: 0 }, BOTH_NAMES);
    expect(items[0]).toMatchObject({
      school: { id: world.schools.home, name: '示例技师学院' },
      enterprise: { id: world.enterprises.home, name: '示例机电公司' },
    });
  });

  it('reads what is wanted, and no more', async () => {
    const wanted = { fields: ['signedOn'] as const, schoolName: false, enterpriseName: true };
    const { items } = await agreements.listWanted(bureau(), { limit: 1, offset: 0 }, wanted);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual([
      'code',
      'enterprise',
      'enterpriseId',
      'enterpriseName',
      'id',
      'schoolId',
      'signedOn',
    ]);
  });

  it('shows a party outside the reader’s directory by name, without its contact', async () => {
    const parties = services.app.get(PartiesService);
    const { home, away } = world.enterprises;
    const ofSchool = await parties.enterprisesOf(schoolUser(world.schools.home), [home, away]);
    expect(ofSchool.get(away)).toMatchObject({ name: '邻市机电公司', contactName: null, sealedPhone: null });
    const ofEnterprise = await parties.schoolsOf(enterpriseUser(home), [world.schools.home, world.schools.away]);
    expect(ofEnterprise.get(world.schools.away)).toMatchObject({ name: '邻市技工学校', contactName: null });
  });

  it('gives each reader the agreements of its scope only', async () => {
    expect((await list(bureau('3204'))).total).toBe(2_000);
    expect((await list(bureau('32'))).total).toBe(3_000);
    expect((await list(schoolUser(world.schools.home))).total).toBe(1_000);
    expect((await list(enterpriseUser(world.enterprises.away, '320104'))).total).toBe(1_000);
    expect((await list(schoolUser(world.schools.home), { filter: { schoolId: world.schools.other } })).total).toBe(0);
  });

  it('filters by party, kind, state, date and code', async () => {
    expect(await total({ schoolId: world.schools.home })).toBe(1_000);
    expect(await total({ enterpriseId: world.enterprises.other, schoolId: world.schools.home })).toBe(0);
    expect(await total({ kind: AgreementKind.JOINT_TRAINING })).toBe(1_000);
    expect(await total({ kind: AgreementKind.ORDER_CLASS })).toBe(0);
    expect(await total({ search: 'L-0300' })).toBe(1);
    expect(await total({ search: '%' })).toBe(0);
    const [filed, expired, ended] = [
      await total({ status: 'FILED' as never }),
      await total({ status: 'EXPIRED' }),
      await total({ status: 'TERMINATED' as never }),
    ];
    expect(expired).toBeGreaterThan(0);
    expect(filed + expired + ended).toBe(2_000);
  });

  it('agrees with itself on the state it filters by', async () => {
    for (const status of ['FILED', 'EXPIRED', 'TERMINATED'] as never[]) {
      const { items } = await list(bureau(), { filter: { status }, limit: 100 });
      expect(new Set(items.map((item) => item.status))).toEqual(new Set([status]));
    }
  });

  it('knows which agreements are in force on a date: both ends included, the day of termination not', async () => {
    const inForce = async (inForceOn: string) => {
      const { items } = await list(bureau(), { filter: { inForceOn }, limit: 100 });
      return items;
    };
    expect((await inForce('2025-01-09')).length).toBe(0);
    expect((await inForce('2025-01-10')).length).toBe(100);
    const today = await inForce(TODAY);
    expect(today.some((item) => item.effectiveTo === TODAY)).toBe(true);
    expect(today.some((item) => item.effectiveTo === '2025-06-14' || item.terminatedOn === TODAY)).toBe(false);
    expect(await outcome(list(bureau(), { filter: { inForceOn: '2025-02-30' } }))).toBe('DATE_MALFORMED');
  });

  it('sorts as asked, and pages neither overlap nor leave a gap', async () => {
    const codes = async (sort: AgreementSort, offset = 0) =>
      (await list(bureau(), { sort, limit: 100, offset })).items.map((item) => item.code);
    const ascending = await codes(AgreementSort.CODE_ASC);
    expect(ascending).toEqual([...ascending].sort());
    expect(await codes(AgreementSort.RECORDED_DESC)).toEqual(ascending.slice(0, 100));
    expect((await codes(AgreementSort.CODE_DESC))[0]).toBe('L-03000');
    for (const sort of Object.values(AgreementSort)) {
      const seen = new Set<string>();
      for (let offset = 0; offset < 2_000; offset += 100) for (const code of await codes(sort, offset)) seen.add(code);
      expect([sort, seen.size]).toEqual([sort, 2_000]);
    }
  });

  it.each([
    [{ limit: 101 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    [{ limit: 10_000 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    [{ limit: 0 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    [{ limit: -1 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    [{ offset: -1 }, 'PAGE_OFFSET_OUT_OF_RANGE'],
  ])('refuses a page of %j', async (page, code) => {
    expect(await outcome(list(bureau(), page))).toBe(code);
    const request = { limit: 50, offset: 0, ...page };
    expect(await outcome(agreements.pagesOfParties(bureau(), 'school', [world.schools.home], request))).toBe(code);
  });

  it('gives the pages of many parties in two statements, each its own and within the scope', async () => {
    const { home, other, away } = world.schools;
    const read = () =>
      agreements.pagesOfParties(bureau('3204'), 'school', [home, other, away], { limit: 3, offset: 1 });
    expect(await statementsOf(services.dataSource, read)).toBe(2);
    const pages = await read();
    expect([...pages].map(([id, page]) => [id, page.total, page.items.length])).toEqual([
      [home, 1_000, 3],
      [other, 1_000, 3],
      [away, 0, 0],
    ]);
    expect(new Set(pages.get(other)?.items.map((item) => item.schoolId))).toEqual(new Set([other]));
    const alone = await list(bureau('3204'), { filter: { schoolId: other }, limit: 3, offset: 1 });
    expect(pages.get(other)?.items).toEqual(alone.items);
  });
});
