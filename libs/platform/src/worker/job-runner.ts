import { Inject, Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DomainError, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { Job, UnrecoverableError, Worker } from 'bullmq';
import { Logger } from 'pino';
import { Config, CONFIG } from '../config/config';
import { declaredJobs, declaredQueues, JobDefinition, QueueDefinition } from '../jobs/job-definition';
import { JOB_HANDLER, JobHandler } from '../jobs/job-handler';
import { Metrics } from '../observability/metrics';
import { LOGGER } from '../observability/logger.token';
import { newRequestContext, runInContext } from '../observability/request-context';
import { RedisConnections } from '../redis/redis-connections';

/** Runs every declared queue; refuses to boot unless every declared job has exactly one handler. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly workers: Worker[] = [];
  private handlers: ReadonlyMap<string, JobHandler<object>> = new Map();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly redis: RedisConnections,
    private readonly metrics: Metrics,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers = this.handlerTable();
    for (const queue of declaredQueues()) this.workers.push(this.consume(queue));
  }

  /** Lets running jobs finish; what cannot finish in time is taken up again by the next worker. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private handlerTable(): ReadonlyMap<string, JobHandler<object>> {
    const table = new Map<string, JobHandler<object>>();
    for (const wrapper of this.discovery.getProviders()) {
      const job = wrapper.metatype
        ? (Reflect.getMetadata(JOB_HANDLER, wrapper.metatype) as JobDefinition | undefined)
        : undefined;
      if (!job) continue;
      const key = `${job.queue}/${job.name}`;
      if (table.has(key)) throw new Error(`job '${key}' has two handlers`);
      table.set(key, wrapper.instance as JobHandler<object>);
    }
    const missing = declaredJobs().filter((job) => !table.has(`${job.queue}/${job.name}`));
    if (missing.length > 0)
      throw new Error(`no handler for: ${missing.map((job) => `${job.queue}/${job.name}`).join(', ')}`);
    return table;
  }

  private consume(queue: QueueDefinition): Worker {
    const worker = new Worker(queue.queue, (job) => this.runJob(queue, job), {
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

  private async runJob(queue: QueueDefinition, job: Job): Promise<void> {
    const handler = this.handlers.get(`${queue.queue}/${job.name}`);
    if (!handler) throw new UnrecoverableError(`no handler for ${queue.queue}/${job.name}`);
    const end = this.metrics.jobSeconds.startTimer({ queue: queue.queue, job: job.name });
    try {
      await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
        handler.handle(job.data as object, {
          jobId: String(job.id),
          attempt: job.attemptsMade + 1,
          progress: (percent) => job.updateProgress(percent),
        }),
      );
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      this.logger.error({ queue: queue.queue, job: job.name, jobId: job.id, error: describe(error) }, 'job failed');
      // A domain refusal will not change by trying again.
      throw error instanceof DomainError ? new UnrecoverableError(error.code) : error;
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
