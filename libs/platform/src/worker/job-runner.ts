import { Inject, Injectable, OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DomainError, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { DelayedError, Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { Logger } from 'pino';
import { Config, CONFIG } from '../config/config';
import { ClockCheck } from '../database/clock-check';
import { declaredJobs, declaredQueues, JobDefinition, jobKey, QueueDefinition } from '../jobs/job-definition';
import { JOB_HANDLER, JobHandler } from '../jobs/job-handler';
import { isOutage } from '../jobs/outage';
import { Metrics } from '../observability/metrics';
import { LOGGER } from '../observability/logger.token';
import { newRequestContext, runInContext } from '../observability/request-context';
import { RedisConnections } from '../redis/redis-connections';
import { Pause } from './pause';
import { ScheduleMarks } from './schedule-marks';

/** A job that found the database up and unable is tried again after this long, twice as long each time, up to the second. */
const AGAIN_MS = 1_000;
const LONGEST_AGAIN_MS = 15_000;

/** Runs every declared queue; refuses to boot unless every declared job has exactly one handler. */
@Injectable()
export class JobRunner implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly workers: Worker[] = [];
  private handlers: ReadonlyMap<string, JobHandler<object>> = new Map();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly redis: RedisConnections,
    private readonly metrics: Metrics,
    private readonly discovery: DiscoveryService,
    private readonly clocks: ClockCheck,
    private readonly pause: Pause,
    private readonly marks: ScheduleMarks,
  ) {}

  /** Before anything runs: a process that refuses to boot must not have begun to relay. */
  onModuleInit(): void {
    this.handlers = this.handlerTable();
  }

  onApplicationBootstrap(): void {
    for (const queue of declaredQueues()) this.workers.push(this.consume(queue));
  }

  /** Lets running jobs finish; what cannot finish in time is taken up again by the next worker. */
  async onApplicationShutdown(): Promise<void> {
    this.pause.end();
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private handlerTable(): ReadonlyMap<string, JobHandler<object>> {
    const table = new Map<string, JobHandler<object>>();
    for (const wrapper of this.discovery.getProviders()) {
      const job = wrapper.metatype
        ? (Reflect.getMetadata(JOB_HANDLER, wrapper.metatype) as JobDefinition | undefined)
        : undefined;
      if (!job) continue;
      const key = jobKey(job);
      if (table.has(key)) throw new Error(`job '${key}' has two handlers`);
      table.set(key, wrapper.instance as JobHandler<object>);
    }
    const missing = declaredJobs().filter((job) => !table.has(`${job.queue}/${job.name}`));
    if (missing.length > 0)
      throw new Error(`no handler for: ${missing.map((job) => `${job.queue}/${job.name}`).join(', ')}`);
    return table;
  }

  private consume(queue: QueueDefinition): Worker {
    const worker = new Worker(queue.queue, (job, token) => this.runJob(queue, job, token), {
      connection: this.redis.patient(),
      prefix: this.config.REDIS_PREFIX,
      concurrency: queue.concurrency,
      lockDuration: queue.lockMs,
      stalledInterval: queue.lockMs / 3,
      maxStalledCount: 3,
    });
    worker.on('error', (error) => this.logger.warn({ queue: queue.queue, error: error.message }, 'queue connection'));
    return worker;
  }

  private async runJob(queue: QueueDefinition, job: Job, token: string | undefined): Promise<void> {
    const handler = this.handlers.get(`${queue.queue}/${job.name}`);
    if (!handler) throw new UnrecoverableError(`no handler for ${queue.queue}/${job.name}`);
    const end = this.metrics.jobSeconds.startTimer({ queue: queue.queue, job: job.name });
    const mark = this.marks.begun(jobKey({ queue: queue.queue, name: job.name }));
    try {
      await this.clocks.assertRight();
      await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
        handler.handle(job.data as object, {
          jobId: String(job.id),
          attempt: job.attemptsMade + 1,
          progress: (percent) => job.updateProgress(percent),
        }),
      );
      await mark.done();
      end({ outcome: 'done' });
    } catch (error) {
      if (isOutage(error)) {
        end({ outcome: 'postponed' });
        return await this.postpone(job, token, error);
      }
      end({ outcome: 'failed' });
      this.logger.error({ queue: queue.queue, job: job.name, jobId: job.id, error: describe(error) }, 'job failed');
      // A domain refusal will not change by trying again.
      throw error instanceof DomainError ? new UnrecoverableError(error.code) : error;
    }
  }

  /**
   * An outage is no attempt: the job goes back to where it was, and this worker takes up none until the database answers
   * and the clocks agree. Where they do and the job failed all the same (no room, read only, no Redis), it alone waits.
   */
  private async postpone(job: Job, token: string | undefined, error: unknown): Promise<never> {
    this.logger.warn({ queue: job.queueName, job: job.name, jobId: job.id, error: String(error) }, 'job postponed');
    if (await this.pause.unlessWell(this.workers)) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const waited = Math.max(0, job.attemptsStarted - job.attemptsMade - 1);
    await job.moveToDelayed(Date.now() + Math.min(AGAIN_MS * 2 ** waited, LONGEST_AGAIN_MS), token ?? '');
    throw new DelayedError();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
