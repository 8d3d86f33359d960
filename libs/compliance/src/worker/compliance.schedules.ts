import { Schedule } from '@sxbq/platform/worker';
import { catchUpJob, nightlySweepJob } from '../jobs/compliance.queue';

/** Rows for the worker's schedule table. */
export const complianceSchedules: readonly Schedule[] = [
  {
    id: 'compliance.nightly-sweep',
    title: '每夜重新计算全部学校的达标情况',
    cron: '10 0 * * *',
    job: nightlySweepJob,
    payload: {},
  },
  {
    id: 'compliance.catch-up',
    title: '接续中断的全市重新计算，补上错过的夜间计算',
    cron: '* * * * *',
    job: catchUpJob,
    payload: {},
  },
];
