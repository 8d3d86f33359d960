import { Inject, Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Redis } from 'ioredis';
import { Logger } from 'pino';
import { LOGGER } from '../observability/logger.token';
import { UnitOfWork } from '../database/unit-of-work';
import { EVENT_ROUTE, EventRoute } from '../jobs/event-route';
import { QueueClient } from '../jobs/queue-client';
import { OUTBOX_NUDGE } from '../messaging/outbox-nudge';
import { RedisConnections } from '../redis/redis-connections';
import { Clock } from '@sxbq/kernel';

const BATCH = 200;
/** Without a nudge the relay looks by itself this often. */
const POLL_MS = 1_000;
/** Events this recent are sent again after Redis lost its data; their effects are idempotent. */
const RESEND_HOURS = 24;
/** Key whose absence tells that Redis lost what was in it. */
const GENERATION = 'relay-generation';

interface OutboxRow {
  id: string;
  type: string;
  payload: string | object;
}

/**
 * Carries committed outbox events to the queues, at least once and in order of id within a batch. Several relays may
 * run: each takes rows the others have not locked. A row is marked sent in the transaction that saw its jobs accepted.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly routes = new Map<string, EventRoute<object>[]>();
  private subscriber: Redis | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueClient,
    private readonly redis: RedisConnections,
    private readonly discovery: DiscoveryService,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const wrapper of this.discovery.getProviders()) {
      const type = wrapper.metatype
        ? (Reflect.getMetadata(EVENT_ROUTE, wrapper.metatype) as string | undefined)
        : undefined;
      if (type) this.routes.set(type, [...(this.routes.get(type) ?? []), wrapper.instance as EventRoute<object>]);
    }
    this.subscriber = this.redis.patient();
    this.subscriber.on('message', () => this.wake());
    void this.subscriber.subscribe(this.redis.key(OUTBOX_NUDGE)).catch(() => undefined);
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
    await Promise.resolve();
  }

  /** Sends what waits now; returns when nothing is left. */
  async drain(): Promise<void> {
    while ((await this.sendBatch()) === BATCH);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.resendAfterLoss()
      .then(() => this.drain())
      .catch((error: unknown) => this.logger.warn({ error: String(error) }, 'outbox relay will try again'))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /**
   * Redis is disposable (assurance R3): when it comes back empty, the jobs of recent events are gone though the events
   * are marked sent, so the marks are taken back. The key is set last: dying in between only means sending again.
   */
  private async resendAfterLoss(): Promise<void> {
    const key = this.redis.key(GENERATION);
    if ((await this.redis.shared().exists(key)) === 1) return;
    const since = new Date(this.clock.now().getTime() - RESEND_HOURS * 3_600_000);
    await this.unitOfWork.run((tx) => tx.query('UPDATE outbox_event SET sent_at = NULL WHERE sent_at > ?', [since]));
    await this.redis.shared().set(key, this.clock.now().toISOString());
  }

  private async sendBatch(): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const rows = (await tx.query(
        'SELECT id, type, payload FROM outbox_event WHERE sent_at IS NULL ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED',
        [BATCH],
      )) as OutboxRow[];
      for (const row of rows) await this.send(row);
      if (rows.length > 0) {
        await tx.query('UPDATE outbox_event SET sent_at = ? WHERE id IN (?)', [
          this.clock.now(),
          rows.map((row) => row.id),
        ]);
      }
      return rows.length;
    });
  }

  private async send(row: OutboxRow): Promise<void> {
    const payload = (typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload) as object;
    for (const route of this.routes.get(row.type) ?? []) {
      for (const routed of await route.jobsFor(payload, String(row.id))) {
        await this.queues.add(routed.job, routed.payload, routed.options);
      }
    }
  }
}
