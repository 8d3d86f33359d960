import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { DataSource } from 'typeorm';

/** Remembers in the database when the jobs that are watched were last begun and done to their end. */
@Injectable()
export class ScheduleMarks {
  private watched: ReadonlySet<string> = new Set();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  watch(jobs: readonly string[]): void {
    this.watched = new Set(jobs);
  }

  /** A job begins now; `done` is told when it has ended well. */
  begun(job: string): { done(): Promise<void> } {
    const begunAt = this.clock.now();
    return { done: async () => (this.watched.has(job) ? this.set(job, begunAt) : undefined) };
  }

  /** When each of the jobs was last done; one that is not known yet counts from now. */
  async of(jobs: readonly string[]): Promise<Map<string, Date>> {
    if (jobs.length === 0) return new Map();
    const now = this.clock.now();
    await this.dataSource.query('INSERT IGNORE INTO schedule_mark (job, done_at) VALUES ?', [
      jobs.map((job) => [job, now]),
    ]);
    const rows = (await this.dataSource.query('SELECT job, done_at AS doneAt FROM schedule_mark WHERE job IN (?)', [
      jobs,
    ])) as { job: string; doneAt: Date }[];
    return new Map(rows.map(({ job, doneAt }) => [job, doneAt]));
  }

  private async set(job: string, doneAt: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO schedule_mark (job, done_at) VALUES (?, ?)
       ON DUPLICATE KEY UPDATE done_at = GREATEST(done_at, VALUES(done_at))`,
      [job, doneAt],
    );
  }
}
