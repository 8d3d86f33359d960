import { Schedule } from '@sxbq/platform/worker';
import { expirePostingsJob } from '../jobs/postings.queue';

/** Just after midnight in Asia/Shanghai: the last day is over. */
export const postingSchedules: readonly Schedule[] = [
  { id: 'postings-expire-daily', title: '每日下架过期岗位', cron: '0 5 0 * * *', job: expirePostingsJob, payload: {} },
];
