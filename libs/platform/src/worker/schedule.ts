import { JobDefinition } from '../jobs/job-definition';

/** One row of the worker's schedule table. */
export interface Schedule {
  readonly id: string;
  readonly title: string;
  /** Cron pattern in Asia/Shanghai. */
  readonly cron: string;
  readonly job: JobDefinition;
  readonly payload: object;
}
