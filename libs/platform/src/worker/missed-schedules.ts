import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { CronExpressionParser } from 'cron-parser';
import { Logger } from 'pino';
import { jobKey } from '../jobs/job-definition';
import { QueueClient } from '../jobs/queue-client';
import { LOGGER } from '../observability/logger.token';
import { Schedule } from './schedule';
import { ScheduleMarks } from './schedule-marks';

/** What comes round this soon needs no making up for. */
const SOON_MS = 3_600_000;
/** So long after its time a job is missed: it may be waiting its turn, or still be at it. */
const GRACE_MS = 30 * 60_000;

/**
 * A time of a schedule lives in Redis alone: when Redis is lost, or its job fails for good, the next is a day away. The
 * database says when the job was last done; one that has missed its time is asked for again.
 */
@Injectable()
export class MissedSchedules {
  constructor(
    private readonly marks: ScheduleMarks,
    private readonly queues: QueueClient,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  watch(schedules: readonly Schedule[]): void {
    this.marks.watch(this.rare(schedules).map(({ job }) => jobKey(job)));
  }

  async makeUpFor(schedules: readonly Schedule[]): Promise<void> {
    if (!this.clock.isRunning) return;
    for (const { job, payload, id } of await this.missed(schedules)) {
      this.logger.warn({ schedule: id }, 'a time of a schedule was missed and is made up for');
      await this.queues.add(job, payload, { deduplication: { id: `missed-${id}` } });
    }
  }

  /** Schedules whose last time is over and was not kept. */
  async missed(schedules: readonly Schedule[]): Promise<Schedule[]> {
    const rare = this.rare(schedules);
    const done = await this.marks.of(rare.map(({ job }) => jobKey(job)));
    const before = new Date(this.clock.now().getTime() - GRACE_MS);
    return rare.filter((schedule) => {
      const doneAt = done.get(jobKey(schedule.job));
      return doneAt !== undefined && doneAt < times(schedule, before).prev().toDate();
    });
  }

  private rare(schedules: readonly Schedule[]): Schedule[] {
    return schedules.filter((schedule) => {
      const coming = times(schedule, this.clock.now());
      const first = coming.next().getTime();
      return coming.next().getTime() - first > SOON_MS;
    });
  }
}

function times({ cron }: Schedule, currentDate: Date) {
  return CronExpressionParser.parse(cron, { tz: 'Asia/Shanghai', currentDate });
}
