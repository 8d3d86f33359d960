import { catchUpJob, ComplianceWorkerModule, recomputeSchoolJob } from '@sxbq/compliance/worker';
import { ComplianceEvaluator } from '@sxbq/compliance';
import { FACT_CHANGED, FactChanged, FixedClock } from '@sxbq/kernel';
import { Outbox, QueueClient, RedisConnections, UnitOfWork } from '@sxbq/platform';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { agreements, POLICY, schoolFacts } from '../../libs/compliance/src/domain/testing/sample-facts';
import { packResult } from '../../libs/compliance/src/persistence/results.repository';
import { storeFacts, storePolicy } from '../../libs/compliance/src/testing/store-facts';
import { startIdentityServices } from '../support/identity-services';
import { Random, seeded } from '../support/seeded';
import { TestServices } from '../support/test-database';
import { DatabaseDoor, UnsteadyRedis } from '../support/unsteady-services';

const YEAR = 2025;
const TODAY = '2025-07-01';
const SCHOOLS = Array.from({ length: 16 }, (_, index) => index + 1);
/** Rounds of each scenario; RECOVERY_ROUNDS=50 for the thorough run. */
const ROUNDS = Number(process.env.RECOVERY_ROUNDS ?? 10);
const PER_ROUND_MS = 20_000;

/**
 * What was acknowledged reaches the verdict, whatever is lost on the way. After each outage, and one pass of what the
 * worker does every minute, kept results are what the facts say: reference date, verdict, digest, indicators, evidence.
 */
describe('kept verdicts after an outage', () => {
  let services: TestServices;
  let door: DatabaseDoor;
  let redis: UnsteadyRedis;
  let attempts: typeof recomputeSchoolJob;

  beforeAll(async () => {
    const { DATABASE_URL } = process.env as { DATABASE_URL: string };
    [door, redis] = await Promise.all([DatabaseDoor.before(DATABASE_URL), UnsteadyRedis.start()]);
    // All attempts of a job last a hundredth of what they do in production, and so do the outages of this spec: 75 s
    // against the 64 s that eight attempts last become 750 ms.
    attempts = { ...recomputeSchoolJob };
    Object.assign(recomputeSchoolJob, { backoffMs: recomputeSchoolJob.backoffMs / 100 });
    services = await startIdentityServices(
      new FixedClock(new Date(`${TODAY}T04:00:00Z`)),
      [WorkerRuntimeModule, ComplianceWorkerModule],
      { DATABASE_URL: door.through(DATABASE_URL), REDIS_URL: redis.url },
    );
    await storePolicy(services.dataSource, POLICY);
    for (const school of SCHOOLS) {
      await storeFacts(
        services.dataSource,
        schoolFacts('PROVINCIAL_KEY' as never, { agreements: agreements(10) }),
        school,
        TODAY,
      );
    }
    await services.app.get(UnitOfWork).run((tx) => changed(tx, SCHOOLS));
  }, 120_000);
  afterAll(async () => {
    await services.close();
    await Promise.all([door.remove(), redis.remove()]);
    Object.assign(recomputeSchoolJob, attempts);
  });

  const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    services.owner.query(sql, values) as Promise<Row[]>;
  const queue = (name = 'compliance') => services.app.get(QueueClient).queue(name);

  const changed = (tx: Parameters<Parameters<UnitOfWork['run']>[0]>[0], schoolIds: readonly number[]): Promise<void> =>
    services.app.get(Outbox).append(tx, FACT_CHANGED, { fact: 'AGREEMENT', schoolIds } satisfies FactChanged);

  /** An acknowledged change: another number of partners of each school, with an event. */
  const change = (random: Random, schools: readonly number[]): Promise<void> =>
    services.app.get(UnitOfWork).run(async (tx) => {
      for (const school of schools) {
        const cut = school * 100_000 + random.below(11);
        await tx.query(`UPDATE agreement SET terminated_on = IF(id > ?, '2025-06-30', NULL) WHERE school_id = ?`, [
          cut,
          school,
        ]);
      }
      await changed(tx, schools);
    });
  const changeAll = async (random: Random): Promise<void> => {
    for (const school of SCHOOLS) await change(random, [school]);
  };
  /** One event for all; asked for until it is acknowledged. */
  const changeTogether = async (random: Random): Promise<void> => {
    for (let tries = 0; ; tries++) {
      try {
        return await change(random, SCHOOLS);
      } catch (error) {
        if (tries > 20) throw error;
      }
    }
  };

  const isQuiet = async (): Promise<boolean> => {
    const unsent = await query('SELECT 1 FROM outbox_event WHERE sent_at IS NULL LIMIT 1');
    if (unsent.length > 0) return false;
    const counts = await Promise.all(
      ['compliance', 'compliance-runs'].map((name) => queue(name).getJobCountByTypes('wait', 'active', 'delayed')),
    );
    const runs = await query("SELECT 1 FROM compliance_run WHERE status IN ('QUEUED', 'RUNNING') LIMIT 1");
    return counts.every((count) => count === 0) && runs.length === 0;
  };
  const quiet = async (): Promise<void> => {
    for (let waited = 0; ; waited += 20) {
      if (await isQuiet().catch(() => false)) return;
      if (waited > PER_ROUND_MS) throw new Error('never came to rest');
      await sleep(20);
    }
  };
  /** What the worker does each minute. */
  const aMinute = async (): Promise<void> => {
    await quiet();
    await services.app.get(QueueClient).add(catchUpJob, {});
    await quiet();
  };

  /** Schools whose kept result is not what their facts say. */
  const stale = async (): Promise<number[]> => {
    const evaluator = services.app.get(ComplianceEvaluator, { strict: false });
    const { results } = await evaluator.evaluateAs(SCHOOLS, YEAR, TODAY, packResult);
    const kept = await query<Record<string, unknown>>(
      `SELECT school_id AS id, CAST(as_of AS CHAR) AS asOf, overall, facts_digest AS digest, indicators, evidence
         FROM compliance_result WHERE year = ? ORDER BY school_id`,
      [YEAR],
    );
    const hash = (value: unknown): string =>
      createHash('sha256')
        .update(value as Buffer)
        .digest('hex');
    const keptOf = new Map(
      kept.map(({ id, asOf, overall, digest, indicators, evidence }) => [
        id,
        [asOf, overall, digest, JSON.stringify(fromJson(indicators)), hash(evidence)].join(' '),
      ]),
    );
    return results
      .filter(
        ({ result, indicators, evidence }) =>
          keptOf.get(result.schoolId) !==
          [TODAY, result.overall, result.factsDigest, JSON.stringify(JSON.parse(indicators)), hash(evidence)].join(' '),
      )
      .map(({ result }) => result.schoolId);
  };

  const outages: Record<string, (random: Random) => Promise<void>> = {
    'Redis loses everything with jobs in flight': async (random) => {
      if (random.below(2) === 0) await queue().pause();
      await changeAll(random);
      await sleep(random.below(60));
      const connections = services.app.get(RedisConnections);
      await connections.shared().flushall();
      await eventually(async () => (await connections.shared().exists(connections.key('relay-generation'))) === 1);
    },
    'Redis goes back one or two seconds': async (random) => {
      // Every other time the worker is slow: what comes in waits.
      const isSlow = random.below(2) === 0;
      if (isSlow) await queue().pause();
      await sleep(20);
      const putBack = redis.remember();
      await changeAll(random);
      await sleep(random.below(200));
      await redis.killed(putBack);
      if (isSlow) await queue().resume();
    },
    'the database is away for longer than all attempts last': async (random) => {
      await queue().pause();
      await changeAll(random);
      await eventually(async () => (await queue().getJobCountByTypes('wait')) >= SCHOOLS.length);
      await queue().resume();
      await sleep(random.below(4));
      await door.shut();
      await sleep(750);
      await door.open();
    },
    'the relay dies between adding jobs and COMMIT': async (random) => {
      const queues = services.app.get(QueueClient);
      const add = queues.add.bind(queues);
      let before = 1 + random.below(SCHOOLS.length);
      queues.add = async (...job: Parameters<typeof add>) => {
        await add(...job);
        before -= 1;
        if (before !== 0) return;
        await sleep(random.below(20));
        door.cut();
      };
      try {
        await changeAll(random).catch(() => undefined);
        await eventually(() => Promise.resolve(before <= 0));
        await sleep(random.below(60));
        await changeTogether(random);
      } finally {
        queues.add = add;
      }
    },
  };

  it.each(Object.keys(outages))(
    '%s',
    async (name) => {
      const wrong: { seed: number; schools: number[] }[] = [];
      for (let seed = 1; seed <= ROUNDS; seed++) {
        const random = seeded(seed);
        await changeAll(random);
        await aMinute();
        await outages[name]!(random);
        await sleep(random.below(50));
        await aMinute();
        const schools = await stale();
        if (schools.length > 0) wrong.push({ seed, schools });
        await query('DELETE FROM outbox_event WHERE sent_at IS NOT NULL');
      }
      expect({ rounds: ROUNDS, wrong }).toEqual({ rounds: ROUNDS, wrong: [] });
    },
    ROUNDS * PER_ROUND_MS,
  );
});

function fromJson(json: unknown): unknown {
  return typeof json === 'string' ? JSON.parse(json) : json;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 500) throw new Error('never happened');
    await sleep(20);
  }
}
