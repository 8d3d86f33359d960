import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Logger } from 'pino';
import { QueueClient } from '../jobs/queue-client';
import { MissedSchedules } from './missed-schedules';
import { Schedule } from './schedule';
import { LOGGER } from '../observability/logger.token';

/** Redis may have lost its schedules: they are compared this often. */
const COMPARE_MS = 60_000;

/** Makes Redis agree with the schedule table: adds and corrects its rows, removes schedules no row names. */
@Injectable()
export class Scheduler implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queues: QueueClient,
    private readonly missed: MissedSchedules,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Applies the table now and again each minute, until shutdown. */
  async keep(schedules: readonly Schedule[]): Promise<void> {
    await this.apply(schedules);
    this.missed.watch(schedules);
    this.timer = setInterval(() => {
      this.apply(schedules)
        .then(() => this.missed.makeUpFor(schedules))
        .catch((error: unknown) => this.logger.warn({ error: String(error) }, 'schedules not compared'));
    }, COMPARE_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async apply(schedules: readonly Schedule[]): Promise<void> {
    for (const schedule of schedules) {
      await this.queues
        .queue(schedule.job.queue)
        .upsertJobScheduler(
          schedule.id,
          { pattern: schedule.cron, tz: 'Asia/Shanghai' },
          { name: schedule.job.name, data: schedule.payload, opts: this.queues.defaults(schedule.job) },
        );
    }
    await this.removeUnknown(schedules);
  }

  private async removeUnknown(schedules: readonly Schedule[]): Promise<void> {
    const known = new Set(schedules.map((schedule) => schedule.id));
    for (const name of new Set(schedules.map((schedule) => schedule.job.queue))) {
      const queue = this.queues.queue(name);
      for (const present of await queue.getJobSchedulers()) {
        if (!known.has(present.key)) await queue.removeJobScheduler(present.key);
      }
    }
  }
}
