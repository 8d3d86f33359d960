import { Injectable, Module } from '@nestjs/common';
import { DomainError, FixedClock } from '@sxbq/kernel';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { UnitOfWork } from '../database/unit-of-work';
import { EventRoute, RoutedJob, RoutesEvent } from '../jobs/event-route';
import { defineJob, defineQueue } from '../jobs/job-definition';
import { HandlesJob, JobContext, JobHandler } from '../jobs/job-handler';
import { QueueClient } from '../jobs/queue-client';
import { Inbox } from '../messaging/inbox';
import { Outbox } from '../messaging/outbox';
import { SentMessagesRetention } from '../messaging/sent-messages.retention';
import { RedisConnections } from '../redis/redis-connections';
import { MissedSchedules } from './missed-schedules';
import { OutboxRelay } from './outbox-relay';
import { Scheduler } from './schedules';
import { WorkerRuntimeModule } from './worker-runtime.module';

interface Payload {
  readonly id: number;
}

const queue = defineQueue({ queue: 'runtime-spec', title: '测试队列', concurrency: 4, lockMs: 30_000 });
const record = defineJob<Payload>(queue, {
  name: 'record',
  title: '记一笔',
  attempts: 3,
  backoffMs: 10,
  recovery: { by: 'SCHEDULE', because: 'a spec' },
});

const seen: number[] = [];
let failures = 0;
/** How often the server will still say that it has no room. */
let outages = 0;
let refuse = false;

@HandlesJob(record)
@Injectable()
class RecordHandler implements JobHandler<Payload> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
  ) {}

  async handle({ id }: Payload, { jobId }: JobContext): Promise<void> {
    if (refuse) throw new DomainError('BAD_INPUT', 'SPEC_REFUSED', '不行。');
    if (outages > 0) {
      outages--;
      throw Object.assign(new Error("The table 'spec' is full"), { errno: 1114 });
    }
    if (failures > 0) {
      failures--;
      throw new Error('passing trouble');
    }
    await this.unitOfWork.run(async (tx) => {
      if (await this.inbox.claim(tx, 'runtime-spec', jobId)) seen.push(id);
    });
  }
}

@RoutesEvent('spec.happened')
@Injectable()
class RecordRoute implements EventRoute<Payload> {
  jobsFor(payload: Payload, eventId: string): Promise<RoutedJob[]> {
    return Promise.resolve([{ job: record, payload, options: { jobId: `event-${eventId}` } }]);
  }
}

@Module({ imports: [WorkerRuntimeModule], providers: [RecordHandler, RecordRoute] })
class SpecWorkerModule {}

@Module({ imports: [WorkerRuntimeModule] })
class WorkerWithoutHandler {}

@Module({ imports: [WorkerRuntimeModule], providers: [RecordHandler, { provide: 'again', useClass: RecordHandler }] })
class WorkerWithTwoHandlers {}

describe('relay and runner on real Redis and MariaDB', () => {
  let services: TestServices;

  beforeAll(async () => {
    services = await startTestServices([SpecWorkerModule]);
  });
  beforeEach(() => {
    seen.length = 0;
    failures = 0;
    outages = 0;
    refuse = false;
  });
  afterAll(() => services.close());

  const happen = (...ids: number[]): Promise<void> =>
    services.app.get(UnitOfWork).run(async (tx) => {
      for (const id of ids) await services.app.get(Outbox).append(tx, 'spec.happened', { id });
    });

  const until = async (done: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> => {
    for (let waited = 0; !(await done()); waited += 20) {
      if (waited > patience) throw new Error('not in time');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('carries committed events to their jobs, each effect once', async () => {
    await happen(1, 2, 3);
    await until(() => seen.length === 3);
    expect([...seen].sort()).toEqual([1, 2, 3]);
    const unsent = (await services.dataSource.query('SELECT id FROM outbox_event WHERE sent_at IS NULL')) as unknown[];
    expect(unsent).toEqual([]);
  });

  it('sends an event again when its mark was lost, and the effect still happens once (R2)', async () => {
    await happen(10);
    await until(() => seen.length === 1);
    await services.app.get(QueueClient).queue('runtime-spec').obliterate({ force: true });
    await services.dataSource.query('UPDATE outbox_event SET sent_at = NULL');
    await services.app.get(OutboxRelay).drain();
    await until(async () => (await services.app.get(QueueClient).queue('runtime-spec').getCompletedCount()) > 0);
    expect(seen).toEqual([10]);
  });

  it('tries again after trouble', async () => {
    failures = 2;
    await happen(20);
    await until(() => seen.length === 1);
    expect(seen).toEqual([20]);
  });

  it('counts an outage as no attempt: what fails oftener than it may is done once the database can', async () => {
    outages = 3;
    failures = 2;
    await happen(25);
    await until(() => seen.length === 1, 20_000);
    expect([seen, outages, failures]).toEqual([[25], 0, 0]);
  });

  it('does not try again what the domain refuses', async () => {
    refuse = true;
    const board = services.app.get(QueueClient).queue('runtime-spec');
    await happen(30);
    await until(async () => (await board.getFailedCount()) > 0);
    const [failed] = await board.getFailed();
    expect(failed).toMatchObject({ attemptsMade: 1, failedReason: 'SPEC_REFUSED' });
  });

  it('forgets nothing when Redis loses everything (R3)', async () => {
    const board = services.app.get(QueueClient).queue('runtime-spec');
    await board.pause();
    await happen(40);
    await until(async () => (await board.getWaitingCount()) > 0);
    await services.app.get(RedisConnections).shared().flushdb();
    await until(() => seen.includes(40));
    expect(seen.filter((id) => id === 40)).toHaveLength(1);
  });

  it('sends what is new before what it sends again after a loss', async () => {
    const old = Array.from({ length: 1_500 }, (_, index) => index + 100_000);
    const now = new Date();
    await services.dataSource.query('INSERT INTO outbox_event (type, payload, occurred_at, sent_at) VALUES ?', [
      old.map((id) => ['spec.happened', JSON.stringify({ id }), now, now]),
    ]);
    await services.app.get(RedisConnections).shared().flushdb();
    await happen(50);
    await until(() => seen.length > old.length, 25_000);
    // At most the batch it was at, and what the jobs of that batch were at.
    expect(seen.indexOf(50)).toBeLessThan(500);
    expect(new Set(seen).size).toBe(seen.length);
    const unsent = (await services.dataSource.query('SELECT id FROM outbox_event WHERE sent_at IS NULL')) as unknown[];
    expect(unsent).toEqual([]);
  });

  it('deletes sent events and processed messages from before a day, nothing later, and no more than asked for', async () => {
    const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
    const event = 'INSERT INTO outbox_event (type, payload, occurred_at, sent_at) VALUES (?, ?, ?, ?)';
    for (const [type, sentAt] of [
      ['old', days(31)],
      ['young', days(29)],
      ['unsent', null],
    ] as const) {
      await services.dataSource.query(event, [`prune.${type}`, '{}', days(31), sentAt]);
    }
    const message = 'INSERT INTO inbox_message (consumer, message_id, processed_at) VALUES (?, ?, ?)';
    await services.dataSource.query(message, ['prune', 'old', days(31)]);
    await services.dataSource.query(message, ['prune', 'young', days(29)]);
    const retention = services.app.get(SentMessagesRetention);
    expect(await retention.due(days(30))).toBe(2);
    expect([await retention.deleteDue(days(30), 1), await retention.deleteDue(days(30), 5)]).toEqual([1, 1]);
    const events = "SELECT type FROM outbox_event WHERE type LIKE 'prune.%' ORDER BY type";
    expect(await services.dataSource.query(events)).toEqual([{ type: 'prune.unsent' }, { type: 'prune.young' }]);
    const messages = "SELECT message_id AS id FROM inbox_message WHERE consumer = 'prune'";
    expect(await services.dataSource.query(messages)).toEqual([{ id: 'young' }]);
  });

  it('makes Redis agree with the schedule table', async () => {
    const scheduler = services.app.get(Scheduler);
    const row = { title: '每夜', cron: '0 2 * * *', job: record, payload: { id: 1 } };
    const present = async (): Promise<string[]> =>
      (await services.app.get(QueueClient).queue('runtime-spec').getJobSchedulers()).map(({ key }) => key);
    await scheduler.apply([
      { id: 'spec-a', ...row },
      { id: 'spec-b', ...row },
    ]);
    expect((await present()).sort()).toEqual(['spec-a', 'spec-b']);
    await scheduler.apply([{ id: 'spec-b', ...row }]);
    expect(await present()).toEqual(['spec-b']);
  });
});

describe('times of schedules that were missed', () => {
  const clock = new FixedClock(new Date('2026-03-02T03:00:00Z'));
  const nightly = { id: 'spec-night', title: '每夜', cron: '0 2 * * *', job: record, payload: { id: 1 } };
  const often = { ...nightly, id: 'spec-often', cron: '* * * * *' };
  let services: TestServices;

  beforeAll(async () => {
    services = await startTestServices([SpecWorkerModule], clock);
  });
  afterAll(() => services.close());

  it('are known from the database: what Redis lost, or failed for good, is asked for again', async () => {
    const missed = services.app.get(MissedSchedules, { strict: false });
    const named = async (): Promise<string[]> => (await missed.missed([nightly, often])).map(({ id }) => id);
    const after = (instant: string): void => clock.set(new Date(instant));
    // Nothing is known yet: it counts from now.
    expect(await named()).toEqual([]);
    after('2026-03-02T18:20:00Z');
    expect(await named()).toEqual([]);
    after('2026-03-02T18:40:00Z');
    expect(await named()).toEqual(['spec-night']);
    missed.watch([nightly, often]);
    await services.app.get(QueueClient).add(record, { id: 1 }, { jobId: 'made-up-for' });
    for (let tries = 0; (await named()).length > 0; tries++) {
      if (tries > 200) throw new Error('never done');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    after('2026-03-03T18:40:00Z');
    expect(await named()).toEqual(['spec-night']);
  });
});

describe('a worker refuses to boot', () => {
  it.each([
    ['without a handler for a declared job', WorkerWithoutHandler, /no handler for: runtime-spec\/record/],
    ['with two handlers for one job', WorkerWithTwoHandlers, /'runtime-spec\/record' has two handlers/],
  ])('%s', async (_what, module, fault) => {
    await expect(startTestServices([module])).rejects.toThrow(fault);
  });
});
