import { Schedule } from '@sxbq/platform/worker';
import { expireDraftsJob } from '../jobs/agreement-drafts.queue';

/** Before the working day begins, so that a reminder lies on the desk. */
export const agreementSchedules: readonly Schedule[] = [
  {
    id: 'agreement-drafts-daily',
    title: '每日提醒和作废协议草稿',
    cron: '0 0 6 * * *',
    job: expireDraftsJob,
    payload: {},
  },
];
