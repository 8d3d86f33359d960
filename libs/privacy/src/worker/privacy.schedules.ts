import { Schedule } from '@sxbq/platform/worker';
import { applyRetentionJob, continueErasuresJob, rotateKeysJob } from '../jobs/privacy.queue';

/** Rows for the worker's schedule table. */
export const privacySchedules: readonly Schedule[] = [
  {
    id: 'privacy.apply-retention',
    title: '每夜按保存期限表删除到期数据',
    cron: '30 3 * * *',
    job: applyRetentionJob,
    payload: {},
  },
  {
    id: 'privacy.rotate-keys',
    title: '每夜以现行密钥和算法重新加密旧值',
    cron: '0 4 * * *',
    job: rotateKeysJob,
    payload: {},
  },
  {
    id: 'privacy.continue-erasures',
    title: '接续中断的删除',
    cron: '*/5 * * * *',
    job: continueErasuresJob,
    payload: {},
  },
];
