import { Injectable, Module } from '@nestjs/common';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { UnitOfWork } from '../database/unit-of-work';
import { defineJob, defineQueue } from '../jobs/job-definition';
import { HandlesJob, JobContext, JobHandler } from '../jobs/job-handler';
import { QueueClient } from '../jobs/queue-client';
import { Inbox } from '../messaging/inbox';
import { WorkerRuntimeModule } from './worker-runtime.module';

const LOCK_MS = 300;

const queue = defineQueue({ queue: 'blocked-spec', title: '测试队列', concurrency: 2, lockMs: LOCK_MS });
const block = defineJob<object>(queue, {
  name: 'block',
  title: '占住进程',
  attempts: 3,
  backoffMs: 10,
  recovery: { by: 'SCHEDULE', because: 'a spec' },
});

/** A run of the job, by whoever took it up. */
let runs = 0;
let effects = 0;

@HandlesJob(block)
@Injectable()
class BlockHandler implements JobHandler<object> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
  ) {}

  async handle(_payload: object, { jobId }: JobContext): Promise<void> {
    runs++;
    if (runs === 1) {
      // Nothing else of the process runs meanwhile, so nobody renews the lock.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3 * LOCK_MS);
      await until(() => runs > 1);
    }
    await this.unitOfWork.run(async (tx) => {
      if (await this.inbox.claim(tx, 'blocked-spec', jobId)) effects++;
    });
  }
}

@Module({ imports: [WorkerRuntimeModule], providers: [BlockHandler] })
class BlockedWorkerModule {}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await done()); tries++) {
    if (tries > 1_000) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a process that is blocked', () => {
  let services: TestServices;

  beforeAll(async () => {
    services = await startTestServices([BlockedWorkerModule]);
  });
  afterAll(() => services.close());

  it('for three times the lock of its job loses the job to another run, and the effect happens once (R4)', async () => {
    const queues = services.app.get(QueueClient);
    await queues.add(block, {}, { jobId: 'blocked' });
    await until(async () => runs > 1 && (await queues.queue('blocked-spec').getActiveCount()) === 0);
    expect(effects).toBe(1);
    expect(await services.dataSource.query("SELECT 1 FROM inbox_message WHERE consumer = 'blocked-spec'")).toHaveLength(
      1,
    );
  });
});
