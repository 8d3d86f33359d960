import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { DataSource } from 'typeorm';
import { pruneMessages } from '../jobs/housekeeping.queue';
import { HandlesJob, JobHandler } from '../jobs/job-handler';
import { Schedule } from './schedules';

/** Longer than any job is kept for trying again, so a message cannot come back after its mark was deleted. */
const KEEP_DAYS = 30;
const BATCH = 5_000;

/** Deletes what nobody will ask for again, in small statements that block nobody. */
@HandlesJob(pruneMessages)
@Injectable()
export class PruneMessagesProcessor implements JobHandler<Record<string, never>> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async handle(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_DAYS * 86_400_000);
    await this.prune('DELETE FROM outbox_event WHERE sent_at < ? LIMIT ?', before);
    await this.prune('DELETE FROM inbox_message WHERE processed_at < ? LIMIT ?', before);
  }

  private async prune(statement: string, before: Date): Promise<void> {
    let deleted: number;
    do {
      const result = (await this.dataSource.query(statement, [before, BATCH])) as { affectedRows: number };
      deleted = result.affectedRows;
    } while (deleted === BATCH);
  }
}

export const housekeepingSchedules: readonly Schedule[] = [
  { id: 'prune-messages', title: '每夜清理过期消息', cron: '30 3 * * *', job: pruneMessages, payload: {} },
];
