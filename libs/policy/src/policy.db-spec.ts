import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SnapshotReader } from '@sxbq/platform';
import { SchoolTier } from '@sxbq/schools';
import { startIdentityServices } from '../../../test/support/identity-services';
import { principalOf, refusalOf, tracesOf } from '../../../test/support/programme';
import { TestServices } from '../../../test/support/test-database';
import { NewPolicyVersion, POLICY_2011, PolicyModule, PolicyService, readPolicyFor } from './index';

const PAGE = { limit: 50, offset: 0 };

describe('policy versions', () => {
  let services: TestServices;
  let policy: PolicyService;
  const bureau = principalOf(Role.HR_BUREAU, { regionPrefix: '3204' });
  const version = (of: Partial<NewPolicyVersion>): NewPolicyVersion => ({
    code: 'policy/test',
    title: '示例政策',
    validFromYear: 2026,
    source: '示例文件',
    document: POLICY_2011.document,
    ...of,
  });

  beforeAll(async () => {
    services = await startIdentityServices(undefined, [PolicyModule]);
    policy = services.app.get(PolicyService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  it('ships policy/2011 once, however many processes begin with it', async () => {
    const { audit, events } = await tracesOf(services.dataSource, async () => {
      const seeded = await Promise.all(Array.from({ length: 5 }, () => policy.seedDefault()));
      expect(seeded.filter(Boolean)).toHaveLength(1);
    });
    expect(audit).toMatchObject([{ action: 'policy.seedDefault', objectType: 'Policy' }]);
    expect(events).toEqual([{ fact: 'POLICY', schoolIds: 'ALL' }]);
    expect(await policy.seedDefault()).toBe(false);
    expect(await policy.policyForYear(2011)).toMatchObject({ ...POLICY_2011, version: 1 });
    expect(await policy.policyForYear(2999)).toMatchObject({ code: 'policy/2011' });
  });

  it('has no policy for a year before the first', async () => {
    await policy.seedDefault();
    expect(await refusalOf(() => policy.policyForYear(2010))).toBe('POLICY_MISSING_FOR_YEAR');
    expect(await refusalOf(() => policy.readForYear(bureau, 2010))).toBe('POLICY_MISSING_FOR_YEAR');
  });

  it('takes the highest version where years overlap, for every reader', async () => {
    await policy.seedDefault();
    await policy.addVersion(bureau, version({ validFromYear: 2026 }));
    await policy.addVersion(bureau, version({ validFromYear: 2020, validToYear: 2026 }));
    for (const [year, expected] of [
      [2019, 1],
      [2020, 3],
      [2026, 3],
      [2027, 2],
    ] as const) {
      expect([year, (await policy.policyForYear(year)).version]).toEqual([year, expected]);
      const fact = await services.app.get(SnapshotReader).read((reader) => readPolicyFor(reader, year));
      expect([year, fact?.version]).toEqual([year, expected]);
    }
    const listed = await policy.list(bureau, { ...PAGE, year: 2026 });
    expect(listed.items.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect((await policy.list(bureau, { ...PAGE, year: 2019 })).total).toBe(1);
  });

  it('numbers versions without a gap or a double, also when ten come at once', async () => {
    await policy.seedDefault();
    const codes = ['policy/2009', 'policy/test', 'zz'];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        policy.addVersion(bureau, version({ code: codes[index % 3] as string })),
      ),
    );
    const { items } = await policy.list(bureau, PAGE);
    expect(items.map((row) => row.version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('leaves an audit entry and an event for all schools', async () => {
    const { audit, events } = await tracesOf(services.dataSource, () => policy.addVersion(bureau, version({})));
    expect(audit).toMatchObject([{ action: 'policy.addVersion', changes: { validFromYear: [null, 2026] } }]);
    expect(events).toEqual([{ fact: 'POLICY', schoolIds: 'ALL' }]);
  });

  const { document } = POLICY_2011;
  const noClause = { ...document, committee: { percent: 30, clause: '' } };
  const over100 = { ...document, committee: { percent: 101, clause: 'x' } };
  const unknownTier = { ...document, tiers: { ...document.tiers, TOP: {} } };
  const fraction = {
    ...document,
    tiers: { [SchoolTier.NATIONAL_KEY]: { PARTNERS: { target: 1.5, clause: 'x' } } },
  };
  it.each([
    ['a figure without a clause', { document: noClause }, 'POLICY_DOCUMENT_INVALID', 'committee.clause'],
    ['more than all of them', { document: over100 }, 'POLICY_DOCUMENT_INVALID', 'committee.percent'],
    ['a tier that does not exist', { document: unknownTier }, 'POLICY_DOCUMENT_INVALID', 'tiers'],
    ['half a partner', { document: fraction }, 'POLICY_DOCUMENT_INVALID', 'tiers.NATIONAL_KEY.PARTNERS.target'],
    ['no document', { document: null }, 'POLICY_DOCUMENT_INVALID', ''],
    ['an end before the start', { validToYear: 2025 }, 'YEAR_ORDER', '2025'],
    ['a year beyond reason', { validFromYear: 20260 }, 'NUMBER_OUT_OF_RANGE', '适用起年'],
    ['no source', { source: ' ' }, 'FIELD_REQUIRED', '出处'],
  ])('refuses %s', async (_case, wrong, code, named) => {
    const refusal = await policy.addVersion(bureau, version(wrong)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(named) });
  });

  it('is read by officials, schools and enterprises, and added to by 人社局 alone', async () => {
    await policy.seedDefault();
    for (const role of [Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE]) {
      expect((await policy.readForYear(principalOf(role), 2024)).code).toBe('policy/2011');
      expect(await refusalOf(() => policy.addVersion(principalOf(role), version({})))).toBe('FORBIDDEN');
    }
    expect(await refusalOf(() => policy.list(principalOf(Role.GRADUATE), PAGE))).toBe('FORBIDDEN');
    expect(await refusalOf(() => policy.get(SYSTEM_PRINCIPAL, 4_000_000_000))).toBe('POLICY_NOT_FOUND');
    expect(await refusalOf(() => policy.list(bureau, { limit: 10_000, offset: 0 }))).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });
});
