import { Schedule } from '@sxbq/platform/worker';
import { pruneSignInsJob } from '../jobs/identity.queue';

/** Rows for the worker's schedule table. */
export const identitySchedules: readonly Schedule[] = [
  {
    id: 'identity.prune-sign-ins',
    title: '每夜删除早已失效的会话与久未使用的登录来源',
    cron: '40 3 * * *',
    job: pruneSignInsJob,
    payload: {},
  },
];
