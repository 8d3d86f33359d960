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
import { AgreementDraftingService } from './agreement-drafting.service';
import { AgreementFilingService } from './agreement-filing.service';
import { AgreementsModule } from './agreements.module';
import { AgreementsService } from './agreements.service';
import { AgreementKind } from './domain/agreement-kind';
import { ExecutionsService } from './executions.service';
import { PlansService } from './plans.service';

const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));
const PAGE = { limit: 10, offset: 0 };

describe('who may see and touch an agreement', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let id: number;
  let executionId: number;
  const reads = () => services.app.get(AgreementsService);
  const drafting = () => services.app.get(AgreementDraftingService);
  const filing = () => services.app.get(AgreementFilingService);
  const plans = () => services.app.get(PlansService);
  const executions = () => services.app.get(ExecutionsService);

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, AgreementsModule], clock);
    world = await createWorld(services.dataSource);
    const school = schoolUser(world.schools.home);
    const enterprise = enterpriseUser(world.enterprises.home);
    const drafted = await actingAs(school, () =>
      drafting().draft(school, {
        code: 'A-1',
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        kinds: [AgreementKind.CLOSE],
        effectiveFrom: '2025-01-01',
      }),
    );
    id = drafted.id;
    await actingAs(school, () => drafting().approve(school, id, 1));
    await actingAs(enterprise, () => drafting().approve(enterprise, id, 1));
    executionId = (
      await actingAs(school, () =>
        executions().record(school, { agreementId: id, code: 'E-1', occurredOn: '2025-06-01', activityKind: '实习' }),
      )
    ).id;
  });
  afterAll(() => services.close());

  /** Everyone who is not to know that the agreement exists. */
  const strangers = (): [string, Principal][] => [
    ['another school', schoolUser(world.schools.other)],
    ['another enterprise', enterpriseUser(world.enterprises.other)],
    ['a school of another city', schoolUser(world.schools.away, '320104')],
    ['the bureau of another city', bureau('3201')],
    ['the economy bureau of another city', bureau('3201', Role.ECONOMY_BUREAU)],
    ['a bureau without a region', bureau('')],
    ['an inspector of another city', bureau('3201', Role.INSPECTOR)],
  ];
  const noReaders = (): [string, Principal][] =>
    [Role.GRADUATE, Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR].map((role) => [
      role,
      bureau('3204', role),
    ]);

  it('lets both sides and the bureaus above them read it', async () => {
    const readers = [
      schoolUser(world.schools.home),
      enterpriseUser(world.enterprises.home),
      bureau('3204'),
      bureau('32'),
      bureau('320411', Role.ECONOMY_BUREAU),
      bureau('3204', Role.INSPECTOR),
    ];
    for (const reader of readers) {
      expect((await reads().get(reader, id)).code).toBe('A-1');
      const page = await reads().list(reader, PAGE);
      expect([page.items.length, await page.total()]).toEqual([1, 1]);
      expect((await executions().get(reader, executionId)).code).toBe('E-1');
    }
  });

  it('answers strangers as if it did not exist, in every operation', async () => {
    const ghost = 4_000_000_000;
    for (const [who, stranger] of strangers()) {
      const attempt = async (work: (target: number) => Promise<unknown>, real: number) => {
        const [foreign, missing] = [await outcome(actingAs(stranger, () => work(real))), await outcome(work(ghost))];
        expect([who, foreign]).toEqual([who, missing]);
        return foreign;
      };
      const codes = [
        await attempt((target) => reads().get(stranger, target), id),
        await attempt((target) => drafting().edit(stranger, { id: target, revision: 1 }), id),
        await attempt((target) => drafting().approve(stranger, target, 1), id),
        await attempt((target) => drafting().renew(stranger, { id: target, code: 'A-2' }), id),
        await attempt((target) => filing().file(stranger, { id: target, revision: 1, filedOn: '2025-06-15' }), id),
        await attempt(
          (target) => filing().terminate(stranger, { id: target, terminatedOn: '2025-06-15', reason: '试' }),
          id,
        ),
        await attempt((target) => filing().pause(stranger, target, '试'), id),
        await attempt((target) => plans().set(stranger, target, '试'), id),
        await attempt((target) => plans().approve(stranger, target, '2025-06-15'), id),
        await attempt((target) => executions().get(stranger, target), executionId),
        await attempt((target) => executions().verify(stranger, target, 1), executionId),
        await attempt((target) => executions().reverse(stranger, target, '试'), executionId),
        await attempt((target) => executions().edit(stranger, { id: target, revision: 1 }), executionId),
      ];
      expect(new Set(codes)).not.toContain('OK');
      const page = await reads().list(stranger, PAGE);
      expect([who, page.items, await page.total()]).toEqual([who, [], 0]);
    }
  });

  it('refuses roles without the permission', async () => {
    for (const [, principal] of noReaders()) expect(await outcome(reads().get(principal, id))).toBe('FORBIDDEN');
    const inspector = bureau('3204', Role.INSPECTOR);
    const economy = bureau('3204', Role.ECONOMY_BUREAU);
    const school = schoolUser(world.schools.home);
    const filingOf = (by: Principal) => filing().file(by, { id, revision: 1, filedOn: '2025-06-15' });
    expect(await outcome(filingOf(inspector))).toBe('FORBIDDEN');
    expect(await outcome(filingOf(economy))).toBe('FORBIDDEN');
    expect(await outcome(filingOf(school))).toBe('FORBIDDEN');
    expect(await outcome(drafting().approve(bureau(), id, 1))).toBe('FORBIDDEN');
    expect(await outcome(plans().approve(school, id, '2025-06-15'))).toBe('FORBIDDEN');
    expect(await outcome(executions().verify(inspector, executionId, 1))).toBe('FORBIDDEN');
  });

  it('lets nobody draft for a school or enterprise that is not theirs', async () => {
    const draft = (by: Principal, schoolId: number, enterpriseId: number) =>
      outcome(
        actingAs(by, () =>
          drafting().draft(by, { code: 'A-9', schoolId, enterpriseId, kinds: [AgreementKind.INTERNSHIP] }),
        ),
      );
    const { schools, enterprises } = world;
    expect(await draft(schoolUser(schools.other), schools.home, enterprises.home)).toBe('SCHOOL_NOT_FOUND');
    expect(await draft(enterpriseUser(enterprises.other), schools.home, enterprises.home)).toBe('ENTERPRISE_NOT_FOUND');
    expect(await draft(bureau('3201'), schools.home, enterprises.away)).toBe('SCHOOL_NOT_FOUND');
    expect(await draft(schoolUser(schools.home), schools.home, 4_000_000_000)).toBe('ENTERPRISE_NOT_FOUND');
    expect(await draft(bureau(), schools.home, enterprises.home)).toBe('OK');
  });

  it('lets only the other side and the bureaus verify what a side recorded', async () => {
    const school = schoolUser(world.schools.home);
    const enterprise = enterpriseUser(world.enterprises.home);
    expect(await outcome(executions().verify(school, executionId, 1))).toBe('EXECUTION_OWN_RECORD');
    expect(await outcome(actingAs(enterprise, () => executions().verify(enterprise, executionId, 1)))).toBe('OK');
  });
});
