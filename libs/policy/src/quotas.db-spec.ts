import { CataloguesService } from '@sxbq/catalogues';
import { Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SchoolRow, SchoolsService } from '@sxbq/schools';
import { startIdentityServices } from '../../../test/support/identity-services';
import { principalOf, refusalOf, statementsOf, tracesOf } from '../../../test/support/programme';
import { TestServices } from '../../../test/support/test-database';
import {
  CommitteeAffiliation,
  CommitteeMemberSort,
  CommitteeService,
  IndicatorCode,
  PolicyModule,
  QuotaSort,
  QuotasService,
} from './index';

const PAGE = { limit: 50, offset: 0 };
const { SECONDMENTS, TRAINING } = IndicatorCode;

describe('quotas and committees', () => {
  let services: TestServices;
  let quotas: QuotasService;
  let committee: CommitteeService;
  let own: SchoolRow;
  let other: SchoolRow;
  let otherCity: SchoolRow;

  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const province = principalOf(Role.HR_BUREAU, { regionPrefix: '32' });
  const inspector = principalOf(Role.INSPECTOR, { regionPrefix: '3204' });
  const enterprise = principalOf(Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: 7 });
  const school = (of: SchoolRow): Principal => principalOf(Role.SCHOOL, { regionPrefix: '3204', schoolId: of.id });

  beforeAll(async () => {
    services = await startIdentityServices(undefined, [PolicyModule]);
    await services.app.get(CataloguesService).load();
    quotas = services.app.get(QuotasService);
    committee = services.app.get(CommitteeService);
    const add = (code: string, regionCode: string) =>
      services.app.get(SchoolsService).create(SYSTEM_PRINCIPAL, { code, name: `示例${code}`, regionCode });
    own = await add('A1', '320402');
    other = await add('B2', '320404');
    otherCity = await add('C3', '320102');
  });
  afterAll(() => services.close());

  describe('quotas', () => {
    const quota = (of: SchoolRow, amount: number, year = 2025) => ({
      schoolId: of.id,
      year,
      indicatorCode: SECONDMENTS,
      amount,
    });

    it('are set, changed with both figures, and left alone when they are the same', async () => {
      const set = (amount: number) => tracesOf(services.dataSource, () => quotas.set(bureau, quota(own, amount)));
      expect(await set(100)).toMatchObject({
        audit: [{ action: 'policy.setQuota', changes: { amount: [null, 100] } }],
        events: [{ fact: 'QUOTA', schoolIds: [own.id] }],
      });
      expect((await set(120)).audit[0]?.changes).toEqual({ amount: [100, 120] });
      expect(await set(120)).toEqual({ audit: [], events: [] });
    });

    it('stay single when ten people set the same one at once', async () => {
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => quotas.set(province, quota(otherCity, 50 + index, 2020))),
      );
      const listed = await quotas.list(province, { ...PAGE, filter: { schoolId: otherCity.id, year: 2020 } });
      expect(listed.total).toBe(1);
    });

    it('are taken back', async () => {
      await quotas.set(bureau, quota(own, 5, 2021));
      const key = { schoolId: own.id, year: 2021, indicatorCode: SECONDMENTS };
      const { audit, events } = await tracesOf(services.dataSource, () => quotas.remove(bureau, key));
      expect(audit[0]).toMatchObject({ action: 'policy.removeQuota', changes: { amount: [5, null] } });
      expect(events).toEqual([{ fact: 'QUOTA', schoolIds: [own.id] }]);
      expect(await refusalOf(() => quotas.remove(bureau, key))).toBe('QUOTA_NOT_FOUND');
    });

    it('are distributed by weight to the last one, in one audit entry', async () => {
      await quotas.set(bureau, quota(other, 33, 2026));
      const shares = [
        { schoolId: own.id, weight: 200 },
        { schoolId: other.id, weight: 100 },
      ];
      let given: unknown;
      const { audit, events } = await tracesOf(services.dataSource, async () => {
        given = await quotas.distribute(bureau, { year: 2026, indicatorCode: SECONDMENTS, total: 100, shares });
      });
      expect(given).toMatchObject([
        { schoolId: own.id, amount: 67 },
        { schoolId: other.id, amount: 33 },
      ]);
      expect(audit).toMatchObject([
        { objectId: '2026/SECONDMENTS', details: { total: 100, changes: [{ schoolId: own.id, from: null, to: 67 }] } },
      ]);
      expect(events).toEqual([{ fact: 'QUOTA', schoolIds: [own.id] }]);
    });

    it.each([
      ['nobody to give to', () => [], 'QUOTA_SHARES_UNUSABLE'],
      ['a school twice', () => [1, 1].map((weight) => ({ schoolId: own.id, weight })), 'QUOTA_SHARES_UNUSABLE'],
      ['a negative weight', () => [{ schoolId: own.id, weight: -1 }], 'QUOTA_SHARES_UNUSABLE'],
      ['a school of another city', () => [{ schoolId: otherCity.id, weight: 1 }], 'SCHOOL_NOT_FOUND'],
    ])('refuse to be distributed: %s', async (_case, shares, code) => {
      const distribution = { year: 2026, indicatorCode: TRAINING, total: 10, shares: shares() };
      expect(await refusalOf(() => quotas.distribute(bureau, distribution))).toBe(code);
    });

    it.each([
      ['a school', () => quotas.set(school(own), quota(own, 1)), 'FORBIDDEN'],
      ['an inspector', () => quotas.set(inspector, quota(own, 1)), 'FORBIDDEN'],
      ['a bureau of another city', () => quotas.set(bureau, quota(otherCity, 1)), 'SCHOOL_NOT_FOUND'],
      ['less than nothing', () => quotas.set(bureau, quota(own, -1)), 'NUMBER_OUT_OF_RANGE'],
      ['a year beyond reason', () => quotas.set(bureau, quota(own, 1, 99999)), 'NUMBER_OUT_OF_RANGE'],
      ['a page of 10 000', () => quotas.list(bureau, { limit: 10_000, offset: 0 }), 'PAGE_SIZE_OUT_OF_RANGE'],
    ])('refuse %s', async (_case, work, code) => {
      expect(await refusalOf(work)).toBe(code);
    });

    it('are seen by whom they concern', async () => {
      const schoolsSeen = async (principal: Principal) => [
        ...new Set(
          (await quotas.list(principal, { ...PAGE, sort: QuotaSort.SCHOOL_ASC })).items.map((row) => row.schoolId),
        ),
      ];
      expect(await schoolsSeen(province)).toEqual([own.id, other.id, otherCity.id]);
      expect(await schoolsSeen(inspector)).toEqual([own.id, other.id]);
      expect(await schoolsSeen(school(other))).toEqual([other.id]);
      expect(await refusalOf(() => quotas.list(enterprise, PAGE))).toBe('FORBIDDEN');
      const read = () => quotas.ofSchools(school(own), 2026, [own.id, other.id, otherCity.id]);
      expect([...(await read()).keys()]).toEqual([own.id]);
      expect(await statementsOf(services.dataSource, read)).toBe(1);
    });
  });

  describe('committee members', () => {
    const member = (of: SchoolRow, name: string, startsOn = '2025-01-01') => ({
      schoolId: of.id,
      name,
      employer: '示例机械有限公司',
      affiliation: CommitteeAffiliation.ENTERPRISE,
      startsOn,
    });

    it('are added by the school itself and belong from their first day to the eve of their last', async () => {
      let id = 0;
      const { audit, events } = await tracesOf(services.dataSource, async () => {
        ({ id } = await committee.add(school(own), member(own, '周一')));
      });
      expect(audit[0]).toMatchObject({ action: 'policy.addCommitteeMember', changes: { name: [null, '[hidden]'] } });
      expect(JSON.stringify(audit)).not.toContain('周一');
      expect(events).toEqual([{ fact: 'COMMITTEE', schoolIds: [own.id] }]);
      const ended = await tracesOf(services.dataSource, () => committee.endTerm(school(own), id, '2025-06-30'));
      expect(ended.audit[0]?.changes).toEqual({ endsOn: [null, '2025-06-30'] });
      expect(ended.events).toEqual([{ fact: 'COMMITTEE', schoolIds: [own.id] }]);
      expect(await tracesOf(services.dataSource, () => committee.endTerm(bureau, id, '2025-06-30'))).toEqual({
        audit: [],
        events: [],
      });
      const on = async (date: string) => (await committee.list(bureau, { ...PAGE, filter: { on: date } })).total;
      expect([await on('2024-12-31'), await on('2025-01-01'), await on('2025-06-29'), await on('2025-06-30')]).toEqual([
        0, 1, 1, 0,
      ]);
    });

    it('are refused when wrong', async () => {
      const { id } = await committee.add(bureau, member(other, '吴二'));
      for (const [work, code] of [
        [() => committee.add(bureau, member(other, '吴二')), 'COMMITTEE_MEMBER_TAKEN'],
        [() => committee.add(school(own), member(other, '郑三')), 'SCHOOL_NOT_FOUND'],
        [() => committee.add(bureau, { ...member(own, '郑三'), endsOn: '2024-12-31' }), 'DATE_ORDER'],
        [() => committee.add(bureau, member(own, ' ')), 'FIELD_REQUIRED'],
        [() => committee.add(inspector, member(own, '郑三')), 'FORBIDDEN'],
        [() => committee.endTerm(school(own), id, '2025-06-30'), 'COMMITTEE_MEMBER_NOT_FOUND'],
        [() => committee.endTerm(bureau, 4_000_000_000, '2025-06-30'), 'COMMITTEE_MEMBER_NOT_FOUND'],
        [() => committee.endTerm(bureau, id, '2024-12-31'), 'DATE_ORDER'],
        [() => committee.endTerm(bureau, id, '2025-02-30'), 'DATE_MALFORMED'],
        [() => committee.list(bureau, { limit: 10_000, offset: 0 }), 'PAGE_SIZE_OUT_OF_RANGE'],
      ] as const) {
        expect(await refusalOf(work)).toBe(code);
      }
    });

    it('are seen by whom they concern, filtered and sorted', async () => {
      await committee.add(province, { ...member(otherCity, '钱_四'), affiliation: CommitteeAffiliation.INDUSTRY });
      const seen = async (principal: Principal, request = {}) =>
        (await committee.list(principal, { ...PAGE, ...request })).items.map(({ name }) => name);
      expect(await seen(province)).toEqual(['周一', '吴二', '钱_四']);
      expect(await seen(inspector)).toEqual(['周一', '吴二']);
      expect(await seen(school(other))).toEqual(['吴二']);
      expect(await seen(province, { filter: { affiliation: CommitteeAffiliation.INDUSTRY } })).toEqual(['钱_四']);
      expect(await seen(province, { filter: { search: '_' } })).toEqual(['钱_四']);
      for (const sort of Object.values(CommitteeMemberSort)) expect(await seen(province, { sort })).toHaveLength(3);
      expect(await refusalOf(() => committee.list(enterprise, PAGE))).toBe('FORBIDDEN');
      const read = () => committee.ofSchools(inspector, '2025-03-01', [own.id, other.id, otherCity.id]);
      expect([...(await read()).keys()]).toEqual([own.id, other.id]);
      expect(await statementsOf(services.dataSource, read)).toBe(1);
    });
  });
});
