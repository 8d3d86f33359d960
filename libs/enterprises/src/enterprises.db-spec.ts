import { AuditTrail } from '@sxbq/audit';
import { CataloguesService } from '@sxbq/catalogues';
import { Principal, Role, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import fc from 'fast-check';
import { startIdentityServices } from '../../../test/support/identity-services';
import { principalOf, refusalOf, someUscc, tracesOf } from '../../../test/support/programme';
import { TestServices } from '../../../test/support/test-database';
import {
  EnterpriseKind,
  EnterpriseRow,
  EnterprisesModule,
  EnterprisesService,
  EnterpriseSize,
  EnterpriseSort,
} from './index';

const PAGE = { limit: 50, offset: 0 };

describe('enterprises', () => {
  let services: TestServices;
  let enterprises: EnterprisesService;
  let own: EnterpriseRow;
  let cluster: EnterpriseRow;
  let otherCity: EnterpriseRow;

  const bureau = principalOf(Role.ECONOMY_BUREAU, { regionPrefix: '3204' });
  const province = principalOf(Role.HR_BUREAU, { regionPrefix: '32' });
  const school = principalOf(Role.SCHOOL, { regionPrefix: '320404', schoolId: 7 });
  const enterprise = (of: EnterpriseRow): Principal =>
    principalOf(Role.ENTERPRISE, { regionPrefix: of.regionCode.slice(0, 4), enterpriseId: of.id });
  const names = async (principal: Principal, request: Partial<Parameters<EnterprisesService['list']>[1]> = {}) =>
    (await enterprises.list(principal, { ...PAGE, sort: EnterpriseSort.USCC_ASC, ...request })).items.map(
      ({ name }) => name,
    );
  const fresh = (of: EnterpriseRow) => enterprises.get(SYSTEM_PRINCIPAL, of.id);

  beforeAll(async () => {
    services = await startIdentityServices(undefined, [EnterprisesModule]);
    await services.app.get(CataloguesService).load();
    enterprises = services.app.get(EnterprisesService);
    own = await enterprises.create(bureau, {
      uscc: someUscc(1),
      name: '示例A机械',
      industryCode: '3411',
      size: EnterpriseSize.LARGE,
      regionCode: '320402',
      contactName: '王五',
      contactPhone: '0519-85123456',
    });
    cluster = await enterprises.create(bureau, {
      uscc: someUscc(2),
      name: '示例B_集群',
      kind: EnterpriseKind.CLUSTER,
      industryCode: 'C',
      regionCode: '320404',
    });
    otherCity = await enterprises.create(SYSTEM_PRINCIPAL, {
      uscc: someUscc(3),
      name: '示例C电子',
      industryCode: '3919',
      size: EnterpriseSize.SMALL,
      regionCode: '320102',
    });
  });
  afterAll(() => services.close());

  describe('who sees which', () => {
    it.each([
      ['the system', () => SYSTEM_PRINCIPAL, ['示例A机械', '示例B_集群', '示例C电子']],
      ['a bureau of the city', () => bureau, ['示例A机械', '示例B_集群']],
      ['a bureau of the province', () => province, ['示例A机械', '示例B_集群', '示例C电子']],
      ['a bureau without a region', () => principalOf(Role.INSPECTOR), []],
      ['a school: its city', () => school, ['示例A机械', '示例B_集群']],
      ['a school wider than a city', () => principalOf(Role.SCHOOL, { regionPrefix: '32', schoolId: 7 }), []],
      ['an enterprise: itself', () => enterprise(otherCity), ['示例C电子']],
      ['an enterprise user without one', () => principalOf(Role.ENTERPRISE, { regionPrefix: '3204' }), []],
    ])('%s', async (_who, principal, seen) => {
      const page = await enterprises.list(principal(), { ...PAGE, sort: EnterpriseSort.USCC_ASC });
      expect(page.items.map(({ name }) => name)).toEqual(seen);
      expect(page.total).toBe(seen.length);
      const byIds = await enterprises.byIds(principal(), [own.id, cluster.id, otherCity.id]);
      expect([...byIds.values()].map(({ name }) => name).sort()).toEqual(seen);
    });

    it('answers for a foreign id as for one that does not exist', async () => {
      for (const principal of [bureau, school, enterprise(own)]) {
        const foreign = await enterprises.get(principal, otherCity.id).catch((error: Error) => error.message);
        expect(foreign).toBe(await enterprises.get(principal, 4_000_000_000).catch((error: Error) => error.message));
        expect(await refusalOf(() => enterprises.get(principal, otherCity.id))).toBe('ENTERPRISE_NOT_FOUND');
        expect(await refusalOf(() => enterprises.getByUscc(principal, otherCity.uscc))).toBe('ENTERPRISE_NOT_FOUND');
      }
      expect(await refusalOf(() => enterprises.list(principalOf(Role.GRADUATE), PAGE))).toBe('FORBIDDEN');
    });

    it('decides in SQL as the scope reads', async () => {
      const all = [...(await enterprises.byIds(SYSTEM_PRINCIPAL, [own.id, cluster.id, otherCity.id])).values()];
      const anyPrincipal = fc.record({
        role: fc.constantFrom(Role.HR_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE),
        regionPrefix: fc.constantFrom('', '3', '32', '3204', '320402', '3201', '320102', '33', '3_04', '%'),
        schoolId: fc.constantFrom(null, 7),
        enterpriseId: fc.constantFrom(null, ...all.map(({ id }) => id)),
      });
      await fc.assert(
        fc.asyncProperty(anyPrincipal, async ({ role, ...of }) => {
          const principal = principalOf(role, of);
          const ids = all.map(({ id }) => id);
          const expected = all.filter((row) => maySee(principal, row)).map(({ id }) => id);
          expect([...(await enterprises.byIds(principal, ids)).keys()].sort()).toEqual(expected.sort());
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('lists', () => {
    it.each([
      [{ search: 'B_' }, ['示例B_集群']],
      [{ search: '%' }, []],
      [{ search: someUscc(3).slice(4) }, ['示例C电子']],
      [{ kind: EnterpriseKind.CLUSTER }, ['示例B_集群']],
      [{ size: EnterpriseSize.LARGE }, ['示例A机械']],
      [{ industryPrefix: '34' }, ['示例A机械']],
      [{ industryPrefix: '3' }, ['示例A机械', '示例C电子']],
      [{ regionPrefix: '3201' }, ['示例C电子']],
      [{ kind: EnterpriseKind.CLUSTER, size: EnterpriseSize.LARGE }, []],
    ])('filtered by %j', async (filter, expected) => {
      expect(await names(SYSTEM_PRINCIPAL, { filter })).toEqual(expected);
    });

    it.each([
      [EnterpriseSort.USCC_ASC, EnterpriseSort.USCC_DESC],
      [EnterpriseSort.NAME_ASC, EnterpriseSort.NAME_DESC],
      [EnterpriseSort.REGION_ASC, EnterpriseSort.REGION_DESC],
    ])('sorted by %s and back', async (ascending, descending) => {
      const up = await names(SYSTEM_PRINCIPAL, { sort: ascending });
      expect(up).toHaveLength(3);
      expect(await names(SYSTEM_PRINCIPAL, { sort: descending })).toEqual(up.reverse());
    });

    it.each([
      [{ limit: 10_000 }, 'PAGE_SIZE_OUT_OF_RANGE'],
      [{ filter: { industryPrefix: "34'" } }, 'INDUSTRY_PREFIX_MALFORMED'],
      [{ filter: { regionPrefix: '%' } }, 'REGION_PREFIX_MALFORMED'],
    ])('refuse %j', async (request, code) => {
      expect(await refusalOf(() => names(bureau, request))).toBe(code);
    });
  });

  describe('writes', () => {
    const input = { uscc: someUscc(90), name: '示例新企业', regionCode: '320402' };

    it('of a new enterprise leave an audit entry and change no verdict', async () => {
      const { audit, events } = await tracesOf(services.dataSource, () =>
        enterprises.create(bureau, { ...input, uscc: someUscc(10), contactPhone: '13800005678' }),
      );
      expect(audit).toMatchObject([
        {
          action: 'enterprises.create',
          changes: { kind: [null, 'ENTERPRISE'], contactPhoneIndex: [null, '[hidden]'] },
        },
      ]);
      expect(JSON.stringify(audit)).not.toContain('13800005678');
      expect(events).toEqual([]);
    });

    it('of a kind tell that every school may be touched; of anything else, nobody', async () => {
      const { id, revision } = await fresh(cluster);
      const renamed = await tracesOf(services.dataSource, () =>
        enterprises.update(bureau, { id, revision, name: '示例B_集群', size: EnterpriseSize.MEDIUM }),
      );
      expect(renamed.audit[0]?.changes).toEqual({ size: [null, 'MEDIUM'] });
      expect(renamed.events).toEqual([]);
      const moved = await tracesOf(services.dataSource, () =>
        enterprises.update(bureau, { id, revision: revision + 1, kind: EnterpriseKind.ASSOCIATION }),
      );
      expect(moved.events).toEqual([{ fact: 'ENTERPRISE', schoolIds: 'ALL' }]);
    });

    it('leave nothing when the audit cannot be written', async () => {
      const audit = jest
        .spyOn(services.app.get(AuditTrail), 'record')
        .mockRejectedValueOnce(new Error('audit is down'));
      await expect(enterprises.create(bureau, input)).rejects.toThrow('audit is down');
      audit.mockRestore();
      expect(await refusalOf(() => enterprises.getByUscc(bureau, input.uscc))).toBe('ENTERPRISE_NOT_FOUND');
    });

    it.each([
      ['a credit code that is taken', { uscc: someUscc(1) }, 'ENTERPRISE_USCC_TAKEN'],
      ['a wrong check character', { uscc: '91320411K85FF1XQW1' }, 'USCC_INVALID'],
      ['an unknown region', { regionCode: '999999' }, 'REGION_UNKNOWN'],
      ['a region of another city', { regionCode: '320102' }, 'REGION_OUT_OF_SCOPE'],
      ['an unknown industry', { industryCode: '0000' }, 'INDUSTRY_UNKNOWN'],
      ['no name', { name: '' }, 'FIELD_REQUIRED'],
      ['a phone of letters', { contactPhone: 'call me' }, 'PHONE_MALFORMED'],
    ])('refuse %s', async (_case, wrong, code) => {
      const refusal = await enterprises.create(bureau, { ...input, ...wrong }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
    });

    it('are for bureaus of the region; an enterprise changes its own contact alone', async () => {
      const { id, revision } = await fresh(own);
      const change = { id, revision, name: '改' };
      for (const principal of [enterprise(own), school, principalOf(Role.INSPECTOR, { regionPrefix: '3204' })]) {
        expect(await refusalOf(() => enterprises.create(principal, input))).toBe('FORBIDDEN');
        expect(await refusalOf(() => enterprises.update(principal, change))).toBe('FORBIDDEN');
      }
      const elsewhere = principalOf(Role.HR_BUREAU, { regionPrefix: '3201' });
      expect(await refusalOf(() => enterprises.update(elsewhere, change))).toBe('ENTERPRISE_NOT_FOUND');
      expect(await refusalOf(() => enterprises.update(bureau, { ...change, regionCode: '320102' }))).toBe(
        'REGION_OUT_OF_SCOPE',
      );
      const contact = { id, revision, contactName: '赵六', contactPhone: '13911112222' };
      expect(await refusalOf(() => enterprises.updateContact(school, contact))).toBe('FORBIDDEN');
      expect(await refusalOf(() => enterprises.updateContact(enterprise(cluster), contact))).toBe(
        'ENTERPRISE_NOT_FOUND',
      );
      const row = await enterprises.updateContact(enterprise(own), contact);
      expect([row.contactName, enterprises.maskedPhone(row)]).toEqual(['赵六', '139****2222']);
      expect(row.sealedPhone).not.toContain('13911112222');
    });

    it('of two people on one revision, one wins and the other is told', async () => {
      const { id, revision } = await fresh(otherCity);
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map((number) =>
          refusalOf(() => enterprises.update(province, { id, revision, name: `名${number}` })),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'ENTERPRISE_REVISION_CONFLICT')).toHaveLength(3);
    });
  });
});

/** The scope read without SQL. */
function maySee(principal: Principal, row: EnterpriseRow): boolean {
  const scope = rowScopeOf(principal);
  switch (scope.kind) {
    case 'REGIONS':
      return scope.prefixes.some((prefix) => row.regionCode.startsWith(prefix));
    case 'REGION':
      return row.regionCode.startsWith(scope.prefix);
    case 'SCHOOL':
      return scope.regionPrefix.length >= 4 && row.regionCode.startsWith(scope.regionPrefix.slice(0, 4));
    case 'ENTERPRISE':
      return row.id === scope.enterpriseId;
    case 'OWN_RECORDS':
    case 'NOTHING':
      return false;
  }
}
