import { Schedule } from '@sxbq/platform/worker';
import { expireApplicationsJob } from '../jobs/placement.queue';

/** Each hour: a place that an unanswered offer holds in somebody's mind is free within the hour. */
export const placementSchedules: readonly Schedule[] = [
  {
    id: 'placement-expire-hourly',
    title: '每小时结束逾期未答复的应聘',
    cron: '0 10 * * * *',
    job: expireApplicationsJob,
    payload: {},
  },
];
