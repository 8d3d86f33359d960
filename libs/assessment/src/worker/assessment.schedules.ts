import { Schedule } from '@sxbq/platform/worker';
import { assessmentDeadlinesJob } from '../jobs/assessment.queue';

/** Rows for the worker's schedule table. */
export const assessmentSchedules: readonly Schedule[] = [
  {
    id: 'assessment.deadlines',
    title: '锁定到期的自评，结束期满的公示，接续中断的考核',
    cron: '* * * * *',
    job: assessmentDeadlinesJob,
    payload: {},
  },
];
