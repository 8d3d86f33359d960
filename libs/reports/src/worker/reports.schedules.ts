import { Schedule } from '@sxbq/platform/worker';
import { catchUpReportsJob } from '../jobs/reports.queue';

/** Rows for the worker's schedule table. */
export const reportsSchedules: readonly Schedule[] = [
  {
    id: 'reports.catch-up',
    title: '接续中断的考核报告',
    cron: '* * * * *',
    job: catchUpReportsJob,
    payload: {},
  },
];
