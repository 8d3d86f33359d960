import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { JobsOptions, Queue } from 'bullmq';
import { Config, CONFIG } from '../config/config';
import { RedisConnections } from '../redis/redis-connections';
import { JobDefinition } from './job-definition';

const KEEP_COMPLETED = { age: 24 * 3600, count: 1_000 };
const KEEP_FAILED = { age: 14 * 24 * 3600, count: 10_000 };

/**
 * Puts jobs on their queues. Requests never call it: `queue.add` waits for Redis, so requests write to the outbox and
 * the relay calls it.
 */
@Injectable()
export class QueueClient implements OnApplicationShutdown {
  private readonly queues = new Map<string, Queue>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly redis: RedisConnections,
  ) {}

  /** Adds one job; the same `jobId` twice, or a `deduplication` id in waiting, adds nothing. */
  async add<Payload extends object>(
    job: JobDefinition<Payload>,
    payload: Payload,
    options: Pick<JobsOptions, 'jobId' | 'deduplication' | 'delay' | 'priority'> = {},
  ): Promise<void> {
    await this.queue(job.queue).add(job.name, payload, { ...this.defaults(job), ...options });
  }

  queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection: this.redis.patient(), prefix: this.config.REDIS_PREFIX });
      queue.on('error', () => undefined);
      this.queues.set(name, queue);
    }
    return queue;
  }

  defaults(job: JobDefinition): JobsOptions {
    return {
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs, jitter: 0.5 },
      removeOnComplete: KEEP_COMPLETED,
      removeOnFail: KEEP_FAILED,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close().catch(() => undefined)));
  }
}
