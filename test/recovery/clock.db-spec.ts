import { AuditModule, AuditTrail, Sealer } from '@sxbq/audit';
import { catchUpJob, ComplianceWorkerModule } from '@sxbq/compliance/worker';
import { ComplianceRecomputeService } from '@sxbq/compliance';
import { addDays, SYSTEM_PRINCIPAL, SystemClock, yearOf } from '@sxbq/kernel';
import { ClockCheck, newRequestContext, QueueClient, runInContext, UnitOfWork } from '@sxbq/platform';
import { HealthModule, Readiness } from '@sxbq/platform/health';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { setTimeout as sleep } from 'node:timers/promises';
import { HeadSigner } from '../../libs/audit/src/sealing/head-signer';
import { SealerDatabase } from '../../libs/audit/src/persistence/sealer-database';
import { agreements, POLICY, schoolFacts } from '../../libs/compliance/src/domain/testing/sample-facts';
import { storeFacts, storePolicy } from '../../libs/compliance/src/testing/store-facts';
import { startIdentityServices } from '../support/identity-services';
import { TestServices } from '../support/test-database';

const DAY_MS = 86_400_000;

/** A machine's clock, and how far somebody has set it wrong. */
class SetClock extends SystemClock {
  aheadMs = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.aheadMs);
  }
}

describe("a process whose clock differs from the database's", () => {
  const clock = new SetClock();
  let services: TestServices;

  beforeAll(async () => {
    services = await startIdentityServices(clock, [
      WorkerRuntimeModule,
      HealthModule,
      AuditModule,
      ComplianceWorkerModule,
    ]);
    await storePolicy(services.dataSource, POLICY);
    const facts = schoolFacts('PROVINCIAL_KEY' as never, { agreements: agreements(10) });
    await storeFacts(services.dataSource, facts, 1, clock.today());
  }, 60_000);
  afterEach(() => (clock.aheadMs = 0));
  afterAll(() => services.close());

  const audited = (): Promise<void> =>
    runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      services.app
        .get(UnitOfWork)
        .run((tx) =>
          services.app.get(AuditTrail).record(tx, { action: 'agreements.file', objectType: 'Agreement', objectId: 1 }),
        ),
    );
  const rows = <Row>(sql: string): Promise<Row[]> => services.owner.query(sql);
  const kept = async (): Promise<{ asOf: string }[]> =>
    rows('SELECT CAST(as_of AS CHAR) AS asOf FROM compliance_result WHERE school_id = 1');

  it.each([
    ['ahead', DAY_MS],
    ['behind', -DAY_MS],
    ['ahead by little more than a minute', 75_000],
  ])('that is %s writes nothing, seals nothing, and says so', async (_what, aheadMs) => {
    await audited();
    const [before] = await rows<{ number: number }>('SELECT COUNT(*) AS number FROM audit_entry');
    clock.aheadMs = aheadMs;
    const refusal = { kind: 'UNAVAILABLE', code: 'CLOCK_DIFFERS' };
    await expect(audited()).rejects.toMatchObject(refusal);
    await expect(services.app.get(Sealer, { strict: false }).run()).rejects.toMatchObject(refusal);
    expect(await rows('SELECT COUNT(*) AS number FROM audit_entry')).toEqual([before]);
    expect(await rows('SELECT 1 FROM audit_link')).toEqual([]);
    expect(await rows('SELECT 1 FROM audit_head')).toEqual([]);
    const { ready, checks } = await services.app.get(Readiness, { strict: false }).check();
    expect([ready, checks.clock]).toEqual([false, expect.stringContaining("differs from the database's by")]);
    clock.aheadMs = 0;
    await audited();
    expect((await services.app.get(Readiness, { strict: false }).check()).checks.clock).toBe('ok');
  });

  it('within a minute works on', async () => {
    clock.aheadMs = 30_000;
    await audited();
  });

  it('takes up no job until the clocks agree, and counts none of it as an attempt', async () => {
    const queue = services.app.get(QueueClient).queue('compliance-runs');
    clock.aheadMs = DAY_MS;
    await services.app.get(QueueClient).add(catchUpJob, {}, { jobId: 'while-wrong' });
    await sleep(1_500);
    expect(await kept()).toEqual([]);
    expect(await queue.getJobState('while-wrong')).toMatch(/wait|active/);
    clock.aheadMs = 0;
    for (let tries = 0; (await queue.getJobState('while-wrong')) !== 'completed'; tries++) {
      if (tries > 500) throw new Error('the job was never taken up');
      await sleep(20);
    }
  });

  it('signs no final head for a day that is still running by the database', async () => {
    await audited();
    await services.app.get(Sealer, { strict: false }).run();
    expect(await rows('SELECT 1 FROM audit_link LIMIT 1')).toHaveLength(1);
    // Past every other check, by a clock that has reached the day after tomorrow.
    clock.aheadMs = 2 * DAY_MS;
    const signed = await services.app
      .get(SealerDatabase, { strict: false })
      .use((connection) => services.app.get(HeadSigner, { strict: false }).sign(connection, false));
    expect(signed).toBe(0);
    expect(await services.app.get(ClockCheck).earlierNow(() => Promise.resolve('2025-01-01 00:00:00.000000'))).toEqual(
      new Date('2025-01-01T00:00:00Z'),
    );
  });

  it('has kept a result of tomorrow once: the next recompute replaces it, and its point in the trend', async () => {
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    const today = clock.today();
    const year = yearOf(today);
    await recompute.recompute({ schoolId: 1, year });
    const tomorrow = addDays(today, 1);
    await services.owner.query('UPDATE compliance_result SET as_of = ?, computed_at = ?', [tomorrow, clock.now()]);
    await services.owner.query('UPDATE compliance_daily SET as_of = ?', [tomorrow]);
    await recompute.recompute({ schoolId: 1, year });
    expect(await kept()).toEqual([{ asOf: today }]);
    expect(await rows('SELECT CAST(as_of AS CHAR) AS asOf FROM compliance_daily')).toEqual([{ asOf: today }]);
  });

  it('has kept a result of tomorrow once: the minute finds it, without any change', async () => {
    const recompute = services.app.get(ComplianceRecomputeService, { strict: false });
    const year = yearOf(clock.today());
    await recompute.note([{ fact: 'AGREEMENT', schoolIds: [1] }]);
    await recompute.recompute({ schoolId: 1, year });
    expect(await recompute.behind()).toEqual([]);
    await services.owner.query('UPDATE compliance_result SET as_of = ?', [addDays(clock.today(), 1)]);
    expect(await recompute.behind()).toEqual([{ schoolId: 1, year }]);
  });
});
