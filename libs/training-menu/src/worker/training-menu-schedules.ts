import { Schedule } from '@sxbq/platform/worker';
import { expireMenuJob } from '../jobs/training-menu.queue';

/** Just after midnight in Asia/Shanghai: the last day is over, and a reminder lies on the desk in the morning. */
export const trainingMenuSchedules: readonly Schedule[] = [
  {
    id: 'training-menu-expire-daily',
    title: '每日下架过期的培训菜单和需求，提醒和作废培训意向',
    cron: '0 15 0 * * *',
    job: expireMenuJob,
    payload: {},
  },
];
