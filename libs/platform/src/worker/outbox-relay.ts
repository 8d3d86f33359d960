import { Inject, Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Redis } from 'ioredis';
import { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../observability/logger.token';
import { UnitOfWork } from '../database/unit-of-work';
import { ClockCheck } from '../database/clock-check';
import { EVENT_ROUTE, EventRoute, RoutedJob } from '../jobs/event-route';
import { catchUpJobs, jobKey } from '../jobs/job-definition';
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
/** Whether it is still the same Redis is asked this often at most. */
const LOOK_MS = 1_000;

interface OutboxRow {
  id: string;
  type: string;
  payload: string | object;
}

/** How far a resend has come: newest first, since what was asked for last is waited for. */
interface ResendRow extends OutboxRow {
  sentAt: Date;
}

/**
 * Carries committed outbox events to the queues, at least once and in order of id within a batch. Several relays may
 * run: each takes rows the others have not locked. A row is marked sent in the transaction that saw its jobs accepted.
 *
 * Redis is disposable (assurance R3). When it came back empty, or is another than it was and so may lack the last
 * seconds, jobs are gone though their events are marked sent: every catch-up is asked for at once, and recent events
 * that are noted nowhere else are sent again, batch by batch, after whatever is unsent.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly routes = new Map<string, EventRoute<object>[]>();
  private subscriber: Redis | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  /** Redis as it was when its jobs were last known to be there. */
  private redisRun: string | undefined;
  private lookedAt = -Infinity;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly clocks: ClockCheck,
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
    this.running = this.pass()
      .catch((error: unknown) => this.logger.warn({ error: String(error) }, 'outbox relay will try again'))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Unsent events first; then a batch of those to be sent again, and what has come in meanwhile, until none is left. */
  private async pass(): Promise<void> {
    await this.clocks.assertRight();
    const lost = await this.lookForLoss();
    await this.drain();
    if (!lost) return;
    await this.catchUp();
    for (let last: ResendRow | null = null; (last = await this.resendBatch(last));) await this.drain();
    // Set last: dying in between only means doing it again.
    await this.redis.shared().set(this.redis.key(GENERATION), this.clock.now().toISOString());
    this.redisRun = lost;
  }

  /** The run id of a Redis that may have lost jobs; null when it is the one that was known. */
  private async lookForLoss(): Promise<string | null> {
    const redis = this.redis.shared();
    const isThere = (await redis.exists(this.redis.key(GENERATION))) === 1;
    if (isThere && performance.now() - this.lookedAt < LOOK_MS) return null;
    const run = /run_id:(\w+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
    this.lookedAt = performance.now();
    // A process that has just started knows no earlier Redis: catch-ups run by schedule anyhow.
    this.redisRun ??= run;
    return isThere && this.redisRun === run ? null : run;
  }

  private async catchUp(): Promise<void> {
    const [anything] = await this.query(
      'SELECT id, type, payload FROM outbox_event WHERE sent_at IS NOT NULL LIMIT 1',
      [],
    );
    if (!anything) return;
    for (const job of catchUpJobs())
      await this.queues.add(job, {}, { deduplication: { id: `after-loss-${job.name}` } });
  }

  /** The last row of the batch; null when there was none left. */
  private async resendBatch(after: ResendRow | null): Promise<ResendRow | null> {
    const types = [...this.routes].filter(([, routes]) => routes.some(({ isNoted }) => !isNoted)).map(([type]) => type);
    if (types.length === 0) return null;
    const since = new Date(this.clock.now().getTime() - RESEND_HOURS * 3_600_000);
    const rows = await this.query<ResendRow>(
      `SELECT id, type, payload, sent_at AS sentAt FROM outbox_event
        WHERE sent_at > ? AND type IN (?) ${after ? 'AND (sent_at < ? OR (sent_at = ? AND id < ?))' : ''}
        ORDER BY sent_at DESC, id DESC LIMIT ?`,
      [since, types, ...(after ? [after.sentAt, after.sentAt, after.id] : []), BATCH],
    );
    await this.send(rows, ({ isNoted }) => !isNoted);
    return rows.at(-1) ?? null;
  }

  private query<Row = OutboxRow>(sql: string, params: unknown[]): Promise<Row[]> {
    return this.dataSource.query(sql, params) as Promise<Row[]>;
  }

  private async sendBatch(): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const rows = (await tx.query(
        'SELECT id, type, payload FROM outbox_event WHERE sent_at IS NULL ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED',
        [BATCH],
      )) as OutboxRow[];
      await this.send(rows);
      if (rows.length > 0) {
        await tx.query('UPDATE outbox_event SET sent_at = ? WHERE id IN (?)', [
          this.clock.now(),
          rows.map((row) => row.id),
        ]);
      }
      return rows.length;
    });
  }

  /** Jobs of the batch in order; of those that would wait as each other's duplicates the last alone. */
  private async send(
    rows: readonly OutboxRow[],
    isMeant: (route: EventRoute<object>) => boolean = () => true,
  ): Promise<void> {
    const jobs = new Map<string, RoutedJob>();
    const byType = Map.groupBy(rows, ({ type }) => type);
    for (const [type, events] of byType) {
      const payloads = events.map(
        ({ payload }) => (typeof payload === 'string' ? JSON.parse(payload) : payload) as object,
      );
      for (const route of (this.routes.get(type) ?? []).filter(isMeant)) {
        await route.note?.(payloads);
        for (const [index, { id }] of events.entries()) {
          for (const routed of await route.jobsFor(payloads[index] as object, String(id))) {
            const { deduplication, jobId } = routed.options ?? {};
            jobs.set([jobKey(routed.job), deduplication?.id ?? jobId ?? `${id}-${jobs.size}`].join(' '), routed);
          }
        }
      }
    }
    for (const { job, payload, options } of jobs.values()) await this.queues.add(job, payload, options);
  }
}
