import { AuditTrail } from '@sxbq/audit';
import { CataloguesService } from '@sxbq/catalogues';
import { FixedClock, Principal, Role, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import fc from 'fast-check';
import { startIdentityServices } from '../../../test/support/identity-services';
import { actingAs, principalOf, refusalOf, someUscc, tracesOf } from '../../../test/support/programme';
import { TestServices } from '../../../test/support/test-database';
import { SchoolRow, SchoolsModule, SchoolSort, SchoolsService, SchoolTier } from './index';

const PAGE = { limit: 50, offset: 0 };

describe('schools', () => {
  let services: TestServices;
  let schools: SchoolsService;
  let own: SchoolRow;
  let sameCity: SchoolRow;
  let otherCity: SchoolRow;

  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const province = principalOf(Role.HR_BUREAU, { regionPrefix: '32' });
  const enterprise = principalOf(Role.ENTERPRISE, { regionPrefix: '320402', enterpriseId: 7 });
  const school = (of: SchoolRow): Principal =>
    principalOf(Role.SCHOOL, { regionPrefix: of.regionCode.slice(0, 4), schoolId: of.id });
  const codes = async (principal: Principal, request: Partial<Parameters<SchoolsService['list']>[1]> = {}) =>
    (await schools.list(principal, { ...PAGE, ...request })).items.map(({ code }) => code);
  const fresh = (of: SchoolRow) => schools.get(SYSTEM_PRINCIPAL, of.id);

  beforeAll(async () => {
    services = await startIdentityServices(new FixedClock(new Date('2026-03-02T04:00:00Z')), [SchoolsModule]);
    await services.app.get(CataloguesService).load();
    schools = services.app.get(SchoolsService);
    const add = (code: string, name: string, regionCode: string) =>
      schools.create(SYSTEM_PRINCIPAL, { code, name, regionCode, contactName: '张三', contactPhone: '138 0000 5678' });
    own = await add('A1', '示例甲技师学院', '320402');
    sameCity = await add('B2', '示例乙_技校100%', '320404');
    otherCity = await add('C3', '示例丙技校', '320102');
  });
  afterAll(() => services.close());

  describe('who sees which', () => {
    it.each([
      ['the system', () => SYSTEM_PRINCIPAL, ['A1', 'B2', 'C3']],
      ['人社局 of the city', () => bureau, ['A1', 'B2']],
      ['经信委 of the city', () => principalOf(Role.ECONOMY_BUREAU, { regionPrefix: '3204' }), ['A1', 'B2']],
      ['督查员 of the province', () => principalOf(Role.INSPECTOR, { regionPrefix: '32' }), ['A1', 'B2', 'C3']],
      ['a bureau without a region', () => principalOf(Role.HR_BUREAU), []],
      ['a school', () => school(own), ['A1']],
      ['a school user without a school', () => principalOf(Role.SCHOOL, { regionPrefix: '3204' }), []],
      ['an enterprise', () => enterprise, ['A1', 'B2']],
      [
        'an enterprise whose region is wider than a city',
        () => principalOf(Role.ENTERPRISE, { regionPrefix: '32', enterpriseId: 7 }),
        [],
      ],
    ])('%s', async (_who, principal, seen) => {
      const page = await schools.list(principal(), PAGE);
      expect(page.items.map(({ code }) => code)).toEqual(seen);
      expect(page.total).toBe(seen.length);
      const byIds = await schools.byIds(principal(), [own.id, sameCity.id, otherCity.id]);
      expect([...byIds.values()].map(({ code }) => code).sort()).toEqual(seen);
    });

    it.each([Role.GRADUATE, Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])(
      'a %s may not ask',
      async (role) => {
        expect(await refusalOf(() => schools.list(principalOf(role), PAGE))).toBe('FORBIDDEN');
      },
    );

    it('answers for a foreign id as for one that does not exist', async () => {
      for (const principal of [bureau, school(own), enterprise]) {
        const foreign = await schools.get(principal, otherCity.id).catch((error: Error) => error.message);
        const missing = await schools.get(principal, 4_000_000_000).catch((error: Error) => error.message);
        expect(foreign).toBe(missing);
        expect(await refusalOf(() => schools.get(principal, otherCity.id))).toBe('SCHOOL_NOT_FOUND');
        expect(await refusalOf(() => schools.getByCode(principal, 'C3'))).toBe('SCHOOL_NOT_FOUND');
        expect((await schools.tierPeriods(principal, [otherCity.id])).size).toBe(0);
      }
    });

    it('decides in SQL as the scope reads', async () => {
      const all = [...(await schools.byIds(SYSTEM_PRINCIPAL, [own.id, sameCity.id, otherCity.id])).values()];
      const anyPrincipal = fc.record({
        role: fc.constantFrom(Role.HR_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE),
        regionPrefix: fc.constantFrom('', '3', '32', '3204', '320402', '3201', '320102', '33', '3_04', '%'),
        schoolId: fc.constantFrom(null, ...all.map(({ id }) => id)),
        enterpriseId: fc.constantFrom(null, 7),
      });
      await fc.assert(
        fc.asyncProperty(anyPrincipal, async ({ role, ...of }) => {
          const principal = principalOf(role, of);
          const seen = await schools.byIds(
            principal,
            all.map(({ id }) => id),
          );
          expect([...seen.keys()].sort()).toEqual(
            all
              .filter((row) => maySee(principal, row))
              .map(({ id }) => id)
              .sort(),
          );
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('contact', () => {
    it('is masked for all who may see it, and absent for an enterprise', async () => {
      for (const principal of [SYSTEM_PRINCIPAL, bureau, school(own)]) {
        const row = await schools.get(principal, own.id);
        expect([row.contactName, schools.maskedPhone(row)]).toEqual(['张三', '138****5678']);
      }
      const row = await schools.get(enterprise, own.id);
      expect([row.contactName, schools.maskedPhone(row)]).toEqual([null, null]);
    });

    it('is kept as ciphertext, and never in the audit', async () => {
      const { audit } = await tracesOf(services.dataSource, async () => {
        const row = await fresh(sameCity);
        await schools.updateContact(bureau, { id: row.id, revision: row.revision, contactPhone: '13911112222' });
      });
      expect(audit).toMatchObject([
        { action: 'schools.updateContact', changes: { contactPhoneIndex: ['[hidden]', '[hidden]'] } },
      ]);
      const dump = JSON.stringify([
        await services.dataSource.query('SELECT * FROM school'),
        await services.dataSource.query('SELECT * FROM audit_entry'),
        await services.dataSource.query('SELECT * FROM outbox_event'),
      ]);
      expect(dump).not.toMatch(/(?<!\d)1[38]\d{9}(?!\d)/);
    });

    it('may be changed by the school itself, not by another', async () => {
      const before = await fresh(own);
      const change = { id: own.id, revision: before.revision, contactName: '李四', contactPhone: null };
      expect(await refusalOf(() => schools.updateContact(school(sameCity), change))).toBe('SCHOOL_NOT_FOUND');
      expect(await refusalOf(() => schools.updateContact(enterprise, change))).toBe('FORBIDDEN');
      const after = await schools.updateContact(school(own), change);
      expect(after).toMatchObject({ contactName: '李四', sealedPhone: null, revision: before.revision + 1 });
    });

    it('does not take a masked phone back', async () => {
      const change = { id: own.id, revision: 1, contactPhone: '138****5678' };
      expect(await refusalOf(() => schools.updateContact(bureau, change))).toBe('PHONE_MALFORMED');
    });
  });

  describe('lists', () => {
    it.each([
      [SchoolSort.CODE_ASC, ['A1', 'B2', 'C3']],
      [SchoolSort.CODE_DESC, ['C3', 'B2', 'A1']],
      [SchoolSort.REGION_ASC, ['C3', 'A1', 'B2']],
      [SchoolSort.REGION_DESC, ['B2', 'A1', 'C3']],
    ])('%s', async (sort, expected) => {
      expect(await codes(SYSTEM_PRINCIPAL, { sort })).toEqual(expected);
    });

    it('sorts by name both ways', async () => {
      const byName = await codes(SYSTEM_PRINCIPAL, { sort: SchoolSort.NAME_ASC });
      expect(await codes(SYSTEM_PRINCIPAL, { sort: SchoolSort.NAME_DESC })).toEqual(byName.reverse());
    });

    it('pages without overlap and counts all', async () => {
      const pages = [0, 1, 2].map((offset) => schools.list(SYSTEM_PRINCIPAL, { limit: 1, offset }));
      expect((await Promise.all(pages)).map(({ items, total }) => [items[0]?.code, total])).toEqual([
        ['A1', 3],
        ['B2', 3],
        ['C3', 3],
      ]);
    });

    it.each([
      [{ limit: 10_000, offset: 0 }, 'PAGE_SIZE_OUT_OF_RANGE'],
      [{ limit: 0, offset: 0 }, 'PAGE_SIZE_OUT_OF_RANGE'],
      [{ limit: 10, offset: -1 }, 'PAGE_OFFSET_OUT_OF_RANGE'],
    ])('refuses %j', async (page, code) => {
      expect(await refusalOf(() => schools.list(SYSTEM_PRINCIPAL, page))).toBe(code);
    });

    it.each([
      ['乙_', ['B2']],
      ['100%', ['B2']],
      ['%', ['B2']],
      ['_', ['B2']],
      ['!', []],
      ['c3', ['C3']],
      ["' OR 1=1 -- ", []],
      ['\\', []],
    ])('takes the search %j literally', async (search, expected) => {
      expect(await codes(SYSTEM_PRINCIPAL, { filter: { search } })).toEqual(expected);
    });

    it('narrows by region within the scope, never beyond it', async () => {
      expect(await codes(province, { filter: { regionPrefix: '3201' } })).toEqual(['C3']);
      expect(await codes(bureau, { filter: { regionPrefix: '3201' } })).toEqual([]);
      expect(await refusalOf(() => codes(bureau, { filter: { regionPrefix: '32%' } }))).toBe('REGION_PREFIX_MALFORMED');
    });
  });

  describe('writes', () => {
    const input = { code: 'N9', name: '示例新校', regionCode: '320402', uscc: someUscc(1) };

    it('leave an audit entry and an event with the row', async () => {
      let id = 0;
      const { audit, events } = await tracesOf(services.dataSource, async () => {
        id = (await actingAs(bureau, () => schools.create(bureau, { ...input, code: 'N1', uscc: null }))).id;
      });
      expect(audit).toMatchObject([
        { action: 'schools.create', objectType: 'School', objectId: String(id), changes: { code: [null, 'N1'] } },
      ]);
      expect(events).toEqual([{ fact: 'SCHOOL', schoolIds: [id] }]);
      const update = await tracesOf(services.dataSource, () =>
        schools.update(bureau, { id, revision: 1, name: '示例改名' }),
      );
      expect(update.audit[0]?.changes).toEqual({ name: ['示例新校', '示例改名'] });
      expect(update.events).toEqual([{ fact: 'SCHOOL', schoolIds: [id] }]);
    });

    it('leave nothing when the audit cannot be written', async () => {
      const audit = jest
        .spyOn(services.app.get(AuditTrail), 'record')
        .mockRejectedValueOnce(new Error('audit is down'));
      const { events } = await tracesOf(services.dataSource, async () => {
        await expect(schools.create(bureau, { ...input, code: 'N2' })).rejects.toThrow('audit is down');
      });
      audit.mockRestore();
      expect(events).toEqual([]);
      expect(await codes(SYSTEM_PRINCIPAL, { filter: { search: 'N2' } })).toEqual([]);
    });

    it.each([
      ['a code that is taken', { code: 'A1', uscc: null }, 'SCHOOL_CODE_TAKEN'],
      ['a wrong check character', { uscc: '913204000000000000' }, 'USCC_INVALID'],
      ['an unknown region', { regionCode: '999999' }, 'REGION_UNKNOWN'],
      ['a region of another city', { regionCode: '320102' }, 'REGION_OUT_OF_SCOPE'],
      ['no name', { name: ' ' }, 'FIELD_REQUIRED'],
      ['a code with a space', { code: 'A 1' }, 'CODE_MALFORMED'],
      ['a name of 121 characters', { name: '校'.repeat(121) }, 'FIELD_TOO_LONG'],
    ])('refuse %s', async (_case, wrong, code) => {
      const refusal = await schools.create(bureau, { ...input, ...wrong }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
    });

    it('refuse a credit code that another school has', async () => {
      await schools.create(bureau, { ...input, code: 'N3', uscc: someUscc(3) });
      const again = { ...input, code: 'N4', uscc: someUscc(3).toLowerCase() };
      expect(await refusalOf(() => schools.create(bureau, again))).toBe('SCHOOL_USCC_TAKEN');
      const row = await fresh(own);
      const change = { id: row.id, revision: row.revision, uscc: someUscc(3) };
      expect(await refusalOf(() => schools.update(bureau, change))).toBe('SCHOOL_USCC_TAKEN');
    });

    it('are for 人社局 of the region only', async () => {
      const row = await fresh(own);
      const change = { id: row.id, revision: row.revision, name: '改' };
      const others = [
        school(own),
        enterprise,
        principalOf(Role.ECONOMY_BUREAU, { regionPrefix: '3204' }),
        principalOf(Role.INSPECTOR, { regionPrefix: '3204' }),
      ];
      for (const principal of others) {
        expect(await refusalOf(() => schools.create(principal, input))).toBe('FORBIDDEN');
        expect(await refusalOf(() => schools.update(principal, change))).toBe('FORBIDDEN');
      }
      const elsewhere = principalOf(Role.HR_BUREAU, { regionPrefix: '3201' });
      expect(await refusalOf(() => schools.update(elsewhere, change))).toBe('SCHOOL_NOT_FOUND');
      expect(await refusalOf(() => schools.update(bureau, { ...change, regionCode: '320102' }))).toBe(
        'REGION_OUT_OF_SCOPE',
      );
    });

    it('of two people on one revision, one wins and the other is told', async () => {
      const { id, revision } = await fresh(otherCity);
      const outcomes = await Promise.all(
        ['一', '二', '三', '四', '五'].map((name) => refusalOf(() => schools.update(province, { id, revision, name }))),
      );
      expect(outcomes.filter((outcome) => outcome === 'SCHOOL_REVISION_CONFLICT')).toHaveLength(4);
      expect((await fresh(otherCity)).revision).toBe(revision + 1);
    });
  });

  describe('tiers', () => {
    const decide = (tier: SchoolTier, effectiveFrom: string) =>
      schools.setTier(bureau, { schoolId: own.id, tier, effectiveFrom });

    it('hold from their date, are corrected in place, and say so', async () => {
      await decide(SchoolTier.PROVINCIAL_KEY, '2020-01-01');
      const first = await tracesOf(services.dataSource, () => decide(SchoolTier.NATIONAL_KEY, '2026-01-01'));
      expect(first.events).toEqual([{ fact: 'SCHOOL', schoolIds: [own.id] }]);
      const again = await tracesOf(services.dataSource, () => decide(SchoolTier.NATIONAL_KEY, '2026-01-01'));
      expect(again).toEqual({ audit: [], events: [] });
      const corrected = await tracesOf(services.dataSource, () => decide(SchoolTier.SENIOR_TECHNICAL, '2026-01-01'));
      expect(corrected.audit[0]?.changes).toEqual({ tier: ['NATIONAL_KEY', 'SENIOR_TECHNICAL'] });
      expect((await schools.tierPeriods(bureau, [own.id])).get(own.id)).toMatchObject([
        { tier: 'PROVINCIAL_KEY', effectiveFrom: '2020-01-01' },
        { tier: 'SENIOR_TECHNICAL', effectiveFrom: '2026-01-01' },
      ]);
    });

    it.each([
      [{ tier: SchoolTier.SENIOR_TECHNICAL }, ['A1']],
      [{ tier: SchoolTier.SENIOR_TECHNICAL, tierOn: '2025-12-31' }, []],
      [{ tier: SchoolTier.PROVINCIAL_KEY, tierOn: '2025-12-31' }, ['A1']],
      [{ tier: SchoolTier.PROVINCIAL_KEY, tierOn: '2019-12-31' }, []],
    ])('filter the list by %j', async (filter, expected) => {
      expect(await codes(SYSTEM_PRINCIPAL, { filter })).toEqual(expected);
    });

    it('are decided by 人社局 only, for its own schools', async () => {
      const decision = { schoolId: otherCity.id, tier: SchoolTier.ORDINARY, effectiveFrom: '2026-01-01' };
      expect(await refusalOf(() => schools.setTier(school(otherCity), decision))).toBe('FORBIDDEN');
      expect(await refusalOf(() => schools.setTier(bureau, decision))).toBe('SCHOOL_NOT_FOUND');
      expect(await refusalOf(() => schools.setTier(province, { ...decision, effectiveFrom: '2026-02-30' }))).toBe(
        'DATE_MALFORMED',
      );
    });
  });
});

/** The scope read without SQL. */
function maySee(principal: Principal, row: SchoolRow): boolean {
  const scope = rowScopeOf(principal);
  switch (scope.kind) {
    case 'REGIONS':
      return scope.prefixes.some((prefix) => row.regionCode.startsWith(prefix));
    case 'REGION':
      return row.regionCode.startsWith(scope.prefix);
    case 'SCHOOL':
      return row.id === scope.schoolId;
    case 'ENTERPRISE':
      return scope.regionPrefix.length >= 4 && row.regionCode.startsWith(scope.regionPrefix.slice(0, 4));
    case 'OWN_RECORDS':
    case 'NOTHING':
      return false;
  }
}
