import { MembershipsService, UsersService } from '@sxbq/identity';
import { FACT_CHANGED, FactChanged, FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { Outbox, QueueClient, UnitOfWork } from '@sxbq/platform';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { IndicatorCode } from '@sxbq/policy';
import { SchoolTier } from '@sxbq/schools';
import { changedRole, somePrincipal, startIdentityServices } from '../../../test/support/identity-services';
import { TestServices } from '../../../test/support/test-database';
import { ComplianceEvaluator } from './compliance-evaluator';
import { ComplianceRecomputeService } from './compliance-recompute.service';
import { ComplianceRunsService, REQUESTER_LOST_RIGHTS } from './compliance-runs.service';
import { ComplianceService } from './compliance.service';
import { ComplianceFilter, ComplianceSort } from './domain/board';
import { RunStatus } from './domain/run-status';
import { agreements, committee, POLICY, schoolFacts } from './domain/testing/sample-facts';
import { Verdict } from './domain/verdict';
import { unpackEvidence } from './persistence/evidence-codec';
import { packResult, ResultsRepository } from './persistence/results.repository';
import { storeFacts, storePolicy } from './testing/store-facts';
import { ComplianceWorkerModule } from './worker';

const TODAY = '2025-07-01';
const clock = new FixedClock(new Date(`${TODAY}T04:00:00Z`));
const page = { limit: 100, offset: 0 };

describe('recomputing on real MariaDB and Redis', () => {
  let services: TestServices;
  let service: ComplianceService;
  let runs: ComplianceRunsService;
  let bureau: Principal;

  beforeAll(async () => {
    services = await startIdentityServices(clock, [WorkerRuntimeModule, ComplianceWorkerModule]);
    service = services.app.get(ComplianceService, { strict: false });
    runs = services.app.get(ComplianceRunsService, { strict: false });
  });
  beforeEach(async () => {
    clock.set(new Date(`${TODAY}T04:00:00Z`));
    await until(async () => (await busy()) === 0);
    await services.empty();
    await storePolicy(services.dataSource, POLICY);
    bureau = await somePrincipal(services, Role.HR_BUREAU);
  });
  afterAll(() => services.close());

  const compliance = (queue: string) => services.app.get(QueueClient).queue(queue);
  const busy = async (): Promise<number> => {
    const counts = ['compliance', 'compliance-runs'].map((queue) =>
      compliance(queue).getJobCountByTypes('wait', 'active', 'delayed'),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const changed = (change: FactChanged): Promise<void> =>
    services.app.get(UnitOfWork).run((tx) => services.app.get(Outbox).append(tx, FACT_CHANGED, change));
  const kept = async (schoolId: number, year = 2025): Promise<Record<string, unknown> | undefined> =>
    (
      (await services.dataSource.query('SELECT * FROM compliance_result WHERE school_id = ? AND year = ?', [
        schoolId,
        year,
      ])) as Record<string, unknown>[]
    )[0];
  const partner = async (schoolId: number, count = 1): Promise<void> =>
    storeFacts(
      services.dataSource,
      schoolFacts(SchoolTier.PROVINCIAL_KEY, { agreements: agreements(count) }),
      schoolId,
      TODAY,
    );
  const manySchools = (count: number): Promise<unknown> =>
    services.dataSource.query('INSERT INTO school (id, code, name, region_code) VALUES ?', [
      Array.from({ length: count }, (_, index) => [index + 1, `S${index + 1}`, `学校${index + 1}`, '320402']),
    ]);

  it('keeps the new verdict after a fact changed, with its point in the history', async () => {
    await partner(1, 10);
    await changed({ fact: 'AGREEMENT', schoolIds: [1] });
    await until(async () => (await kept(1)) !== undefined);
    const [live] = await service.evaluate(bureau, { year: 2025 });
    expect(await kept(1)).toMatchObject({ as_of: TODAY, facts_digest: live?.factsDigest, rule_set_version: '1' });
    expect(await service.isKept(bureau, [live!])).toBe(true);
    await services.dataSource.query("UPDATE agreement SET terminated_on = '2025-06-30' WHERE id = 100001");
    await changed({ fact: 'AGREEMENT', schoolIds: [1] });
    await until(async () => JSON.stringify((await kept(1))?.['indicators']).includes('FAIL'));
    const history = await service.history(bureau, 1, 2025);
    expect(history).toMatchObject([{ asOf: TODAY, overall: Verdict.FAIL }]);
    expect(history[0]?.indicators[0]).toMatchObject({ code: IndicatorCode.PARTNERS, measured: 9, target: 10 });
  });

  it('answers 50 changes of one school with few computations, the last of them current', async () => {
    await partner(1, 5);
    const before = await compliance('compliance').getCompletedCount();
    for (let change = 0; change < 50; change++) {
      await services.dataSource.query('UPDATE agreement SET terminated_on = ? WHERE id = 100001', [
        change % 2 === 0 ? '2025-01-01' : null,
      ]);
      await changed({ fact: 'AGREEMENT', schoolIds: [1] });
    }
    await until(async () => {
      const results = await service.evaluate(bureau, { year: 2025 });
      return (await service.isKept(bureau, results)) && (await busy()) === 0;
    });
    const unsent = (await services.dataSource.query('SELECT id FROM outbox_event WHERE sent_at IS NULL')) as unknown[];
    expect(unsent).toEqual([]);
    expect((await compliance('compliance').getCompletedCount()) - before).toBeLessThanOrEqual(50);
  });

  it('merges changes that wait while one is being computed', async () => {
    await partner(1);
    const queue = compliance('compliance');
    await queue.pause();
    const before = await queue.getCompletedCount();
    for (let change = 0; change < 50; change++) await changed({ fact: 'AGREEMENT', schoolIds: [1] });
    await until(
      async () =>
        ((await services.dataSource.query('SELECT 1 FROM outbox_event WHERE sent_at IS NULL LIMIT 1')) as unknown[])
          .length === 0,
    );
    await queue.resume();
    await until(async () => (await kept(1)) !== undefined && (await busy()) === 0);
    expect((await queue.getCompletedCount()) - before).toBeLessThanOrEqual(2);
  });

  it('keeps the facts of the moment, however often and whatever for it is asked', async () => {
    await partner(1);
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    await recompute.recompute({ schoolId: 1, year: 2025 });
    const first = await kept(1);
    await services.dataSource.query("UPDATE agreement SET terminated_on = '2025-06-30' WHERE id = 100001");
    await recompute.recompute({ schoolId: 1, year: 2025 });
    expect((await kept(1))?.['facts_digest']).not.toEqual(first?.['facts_digest']);
  });

  it('never lets a snapshot that has seen less take the place of one that has seen more, whatever their clocks say', async () => {
    await partner(1);
    const results = services.app.get(ResultsRepository, { strict: false });
    const evaluator = services.app.get(ComplianceEvaluator, { strict: false });
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    await recompute.note([{ fact: 'AGREEMENT', schoolIds: [1] }]);
    const less = await evaluator.evaluateAs([1], 2025, TODAY, packResult);
    await services.dataSource.query("UPDATE agreement SET terminated_on = '2025-01-01' WHERE id = 100001");
    await recompute.note([{ fact: 'AGREEMENT', schoolIds: [1] }]);
    const more = await evaluator.evaluateAs([1], 2025, TODAY, packResult);
    const save = (evaluation: typeof less): Promise<void> =>
      services.app.get(UnitOfWork).run((tx) => results.save(tx, evaluation, TODAY));
    await save(more);
    const newest = await kept(1);
    const points = await services.owner.query('SELECT * FROM compliance_daily');
    // Its clock was read before its snapshot was taken, and the other's in between.
    await save({ ...less, computedAt: '2031-01-01 00:00:00.000000' });
    expect(await kept(1)).toEqual(newest);
    expect(await services.owner.query('SELECT * FROM compliance_daily')).toEqual(points);
    expect(await recompute.behind()).toEqual([]);
  });

  it('finds what nobody is at: results behind their facts, and schools that were never computed', async () => {
    await partner(1);
    await partner(2);
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    const behind = async (): Promise<unknown[]> =>
      (await recompute.behind()).sort((a, b) => a.schoolId - b.schoolId || a.year - b.year);
    await recompute.note([
      { fact: 'AGREEMENT', schoolIds: [1] },
      { fact: 'QUOTA', schoolIds: [2, 1] },
    ]);
    expect(await behind()).toEqual([
      { schoolId: 1, year: 2025 },
      { schoolId: 2, year: 2025 },
    ]);
    for (const year of [2023, 2025]) await recompute.recompute({ schoolId: 1, year });
    await recompute.recompute({ schoolId: 2, year: 2025 });
    expect(await behind()).toEqual([]);
    await recompute.note([{ fact: 'POLICY', schoolIds: 'ALL' }]);
    expect(await behind()).toEqual([
      { schoolId: 1, year: 2023 },
      { schoolId: 1, year: 2025 },
      { schoolId: 2, year: 2025 },
    ]);
  });

  it('asks for one run instead of very many schools', async () => {
    await manySchools(510);
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    await recompute.note([{ fact: 'POLICY', schoolIds: 'ALL' }]);
    expect([await recompute.behind(), await recompute.behind()]).toEqual([[], []]);
    const begun = (await services.dataSource.query('SELECT year, total FROM compliance_run')) as unknown[];
    expect(begun).toEqual([{ year: 2025, total: 510 }]);
    await until(async () => (await recompute.behind()).length === 0 && (await busy()) === 0);
    const [{ left }] = (await services.dataSource.query(
      'SELECT COUNT(*) AS `left` FROM compliance_facts f LEFT JOIN compliance_result r USING (school_id) WHERE r.facts_version IS NULL OR r.facts_version < f.version',
    )) as [{ left: number | string }];
    expect(Number(left)).toBe(0);
  });

  it('refreshes the kept results of past years too, and of the current year', async () => {
    await partner(1);
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    await recompute.recompute({ schoolId: 1, year: 2023 });
    expect(await recompute.touchedBy({ fact: 'AGREEMENT', schoolIds: [1, 1] })).toEqual([
      { schoolId: 1, year: 2025 },
      { schoolId: 1, year: 2023 },
    ]);
    expect(await kept(1, 2023)).toMatchObject({ as_of: '2023-12-31' });
  });

  it('has nothing to compute in a year without a policy', async () => {
    await partner(1);
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    await recompute.recompute({ schoolId: 1, year: 2009 });
    expect(await kept(1, 2009)).toBeUndefined();
  });

  it('never lets older facts or an earlier reference date take the place of newer ones', async () => {
    await partner(1);
    const results = services.app.get(ResultsRepository, { strict: false });
    const evaluator = services.app.get(ComplianceEvaluator, { strict: false });
    const old = await evaluator.evaluateAs([1], 2025, TODAY, packResult);
    const yesterday = await evaluator.evaluateAs([1], 2025, '2025-06-30', packResult);
    await services.dataSource.query('UPDATE agreement SET terminated_on = ? WHERE id = 100001', ['2025-01-01']);
    const fresh = await evaluator.evaluateAs([1], 2025, TODAY, packResult);
    const save = (evaluation: typeof old) =>
      services.app.get(UnitOfWork).run((tx) => results.save(tx, evaluation, TODAY));
    await save(fresh);
    const newest = await kept(1);
    await save(old);
    expect(await kept(1)).toEqual(newest);
    await save({ ...yesterday, computedAt: '2031-01-01 00:00:00.000000' });
    expect(await kept(1)).toEqual(newest);
    expect(await results.storedEvidence(1, 2025, TODAY)).toEqual(unpackEvidence(fresh.results[0]!.evidence));
    const [row] = (await services.dataSource.query(
      'SELECT CONVERT(UNCOMPRESS(evidence) USING utf8mb4) AS json FROM compliance_result',
    )) as [{ json: string }];
    expect(row.json).toContain('"failed":"TERMINATED"');
  });

  describe('city-wide runs', () => {
    it('compute the region to the end and say how far they are', async () => {
      await manySchools(250);
      await services.dataSource.query("UPDATE school SET region_code = '320502' WHERE id > 240");
      const requested = await runs.request(bureau, 2025);
      expect(requested).toMatchObject({ status: RunStatus.QUEUED, total: 240, asOf: TODAY });
      await until(async () => (await runs.run(bureau, requested.id)).status === RunStatus.DONE);
      expect(await runs.run(bureau, requested.id)).toMatchObject({ done: 240, failed: 0, error: null });
      const [{ stored }] = (await services.dataSource.query('SELECT COUNT(*) AS stored FROM compliance_result')) as [
        { stored: number | string },
      ];
      expect(Number(stored)).toBe(240);
      const audited = (await services.dataSource.query(
        "SELECT action FROM audit_entry WHERE action LIKE 'compliance.%'",
      )) as { action: string }[];
      expect(audited).toEqual([{ action: 'compliance.recompute' }]);
    });

    it('are taken up where a killed worker left them', async () => {
      await manySchools(250);
      // What a worker leaves that dies after its first page: whole pages, and the row says how far it got.
      await services.dataSource.query(
        `INSERT INTO compliance_run (id, year, as_of, region_prefix, status, total, done, last_school_id, version,
           requested_at, started_at, changed_at) VALUES (9, 2025, ?, '', 'RUNNING', 250, 100, 100, 2, ?, ?, ?)`,
        [TODAY, ...Array.from({ length: 3 }, () => new Date('2025-07-01T03:50:00Z'))],
      );
      expect(await runs.stranded()).toEqual([9]);
      await runs.proceed(9, () => Promise.resolve());
      expect(await runs.run(bureau, 9).catch((error: { code: string }) => error.code)).toBe('COMPLIANCE_RUN_NOT_FOUND');
      const inspector = { ...bureau, role: Role.INSPECTOR };
      await expect(runs.run(inspector, 9)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await runs.run(SYSTEM_PRINCIPAL, 9)).toMatchObject({ status: RunStatus.DONE, done: 250, version: 5 });
      expect(await kept(100)).toBeUndefined();
      expect(await kept(101)).toBeDefined();
      expect(await runs.stranded()).toEqual([]);
    });

    it('count every school once when two workers proceed with the same run', async () => {
      await manySchools(450);
      const { id } = await runs.request(bureau, 2025);
      await Promise.all([1, 2, 3].map(() => runs.proceed(id, () => Promise.resolve())));
      await until(async () => (await runs.run(bureau, id)).status === RunStatus.DONE);
      expect(await runs.run(bureau, id)).toMatchObject({ done: 450, total: 450 });
    });

    it.each<[string, (system: Principal) => Promise<unknown>]>([
      ['lost the role', (system) => services.app.get(MembershipsService).remove(system, bureau.membershipId as number)],
      ['took another role', (system) => changedRole(services, system, bureau.membershipId as number, Role.INSPECTOR)],
      [
        'was disabled',
        (system) => services.app.get(UsersService).changeDisabled(system, bureau.userId as number, true),
      ],
      [
        'was given another part of the region',
        () =>
          services.dataSource.query("UPDATE membership SET region_prefix = '320402' WHERE id = ?", [
            bureau.membershipId,
          ]),
      ],
    ])('are refused, and audited, when who asked for them %s in the meantime', async (_what, demote) => {
      await manySchools(3);
      // Asked for, and not yet taken up by the worker.
      const { insertId: id } = (await services.dataSource.query(
        `INSERT INTO compliance_run (year, as_of, region_prefix, status, total, requested_by, membership_id, requested_at,
           changed_at) VALUES (2025, ?, '3204', 'QUEUED', 3, ?, ?, ?, ?)`,
        [TODAY, bureau.userId, bureau.membershipId, clock.now(), clock.now()],
      )) as { insertId: number };
      await demote(await somePrincipal(services, Role.SYSTEM_ADMINISTRATOR));
      await runs.proceed(id, () => Promise.resolve());
      expect(await runs.run(SYSTEM_PRINCIPAL, id)).toMatchObject({
        status: RunStatus.FAILED,
        error: REQUESTER_LOST_RIGHTS,
        done: 0,
      });
      expect(await services.dataSource.query('SELECT 1 FROM compliance_result')).toEqual([]);
      const [entry] = (await services.dataSource.query(
        'SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1',
      )) as object[];
      expect(entry).toMatchObject({
        action: 'compliance.recompute',
        object_id: String(id),
        result: 'REFUSED',
        actor_user_id: bureau.userId,
        actor_membership_id: bureau.membershipId,
        actor_role: Role.HR_BUREAU,
      });
    });

    it('belong to the bureaus', async () => {
      await manySchools(1);
      const { id } = await runs.request(bureau, 2025);
      const school: Principal = { ...bureau, role: Role.SCHOOL, schoolId: 1 };
      await expect(runs.run(school, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(runs.run({ ...bureau, regionPrefix: '3205' }, id)).rejects.toMatchObject({ kind: 'NOT_FOUND' });
      await expect(runs.request(school, 2025)).rejects.toMatchObject({ kind: 'NOT_FOUND' });
      await expect(runs.request(bureau, 2009)).rejects.toMatchObject({ code: 'POLICY_MISSING_FOR_YEAR' });
    });

    it('follow a change that concerns every school: the current year and each kept one', async () => {
      await manySchools(3);
      await services.app.get(ComplianceRecomputeService, { strict: false }).recompute({ schoolId: 1, year: 2024 });
      await changed({ fact: 'POLICY', schoolIds: 'ALL' });
      await until(async () => (await kept(3, 2024)) !== undefined && (await kept(3, 2025)) !== undefined);
      await until(async () => (await busy()) === 0);
    });

    it('sweep once a day, and make up for a night without a worker', async () => {
      await manySchools(3);
      await runs.sweep();
      await runs.sweep();
      const requested = async (): Promise<unknown[]> =>
        (await services.dataSource.query('SELECT year, as_of FROM compliance_run ORDER BY id')) as unknown[];
      expect(await requested()).toEqual([{ year: 2025, as_of: TODAY }]);
      await until(async () => (await kept(3)) !== undefined && (await busy()) === 0);
      await runs.sweepIfMissed();
      expect(await requested()).toHaveLength(1);
      clock.set(new Date('2026-01-01T04:00:00Z'));
      await runs.sweepIfMissed();
      expect(await requested()).toEqual([
        { year: 2025, as_of: TODAY },
        { year: 2026, as_of: '2026-01-01' },
        { year: 2025, as_of: '2025-12-31' },
      ]);
      await until(async () => (await kept(3, 2026)) !== undefined && (await busy()) === 0);
      expect(await kept(3)).toMatchObject({ as_of: '2025-12-31' });
    });
  });

  describe('the board', () => {
    const tiers = [SchoolTier.PROVINCIAL_KEY, SchoolTier.ORDINARY, SchoolTier.NATIONAL_KEY, SchoolTier.PROVINCIAL_KEY];

    beforeEach(async () => {
      for (const [index, tier] of tiers.entries()) {
        const facts = schoolFacts(tier, {
          agreements: agreements(4 + 3 * index),
          committee: index === 1 ? [] : committee(1, 2),
        });
        await storeFacts(services.dataSource, facts, index + 1, TODAY);
      }
    });

    it.each<[ComplianceFilter, ComplianceSort]>([
      [{}, ComplianceSort.CODE_ASC],
      [{}, ComplianceSort.NAME_ASC],
      [{}, ComplianceSort.OVERALL],
      [{}, ComplianceSort.TIER],
      [{ tier: SchoolTier.PROVINCIAL_KEY }, ComplianceSort.CODE_ASC],
      [{ overall: Verdict.NO_DATA }, ComplianceSort.CODE_ASC],
      [{ indicator: IndicatorCode.PARTNERS, verdict: Verdict.FAIL }, ComplianceSort.OVERALL],
      [{ search: '学校2' }, ComplianceSort.CODE_ASC],
      [{ search: '%' }, ComplianceSort.CODE_ASC],
      [{ regionPrefix: '3205' }, ComplianceSort.CODE_ASC],
    ])('says the same computed and kept: %j by %s', async (filter, sort) => {
      const ask = () => service.boardOf(bureau, { year: 2025 }, filter, sort, page);
      const computed = await ask();
      const { id } = await runs.request(bureau, 2025);
      await runs.proceed(id, () => Promise.resolve());
      await until(async () => (await runs.run(bureau, id)).status === RunStatus.DONE);
      expect(await ask()).toEqual(computed);
    });

    it('narrows, orders, counts and pages', async () => {
      const board = await service.boardOf(bureau, { year: 2025 }, {}, ComplianceSort.OVERALL, { limit: 2, offset: 1 });
      expect(board).toMatchObject({ year: 2025, asOf: TODAY, total: 4, totals: { pass: 1, fail: 2, noData: 1 } });
      expect(board.items.map(({ schoolCode }) => schoolCode)).toEqual(['X3', 'X2']);
      await expect(
        service.boardOf(bureau, { year: 2025 }, {}, ComplianceSort.CODE_ASC, { limit: 10_000, offset: 0 }),
      ).rejects.toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
    });

    it('gives the evidence page by page, kept or computed alike, with partners by name', async () => {
      const ask = (offset: number) =>
        service.evidence(bureau, 1, { year: 2025 }, IndicatorCode.PARTNERS, true, { limit: 3, offset });
      const computed = await ask(0);
      expect(computed.total).toBe(4);
      expect(computed.items[0]).toMatchObject({ code: '1-XY-1', enterpriseUscc: 'U100001', enterpriseName: '企业1' });
      await services.app.get(ComplianceRecomputeService, { strict: false }).recompute({ schoolId: 1, year: 2025 });
      expect(await ask(0)).toEqual(computed);
      expect((await ask(3)).items).toHaveLength(1);
    });
  });
});

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await done()); waited += 25) {
    if (waited > 20_000) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
