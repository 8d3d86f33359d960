import { defineJob, defineQueue } from '@sxbq/platform';

export const placementQueue = defineQueue({ queue: 'placement', title: '双向选择', concurrency: 1, lockMs: 60_000 });

export const expireApplicationsJob = defineJob<Record<string, never>>(placementQueue, {
  name: 'expire',
  title: '结束逾期未答复的应聘、邀请和录用意向',
  attempts: 5,
  backoffMs: 30_000,
  recovery: { by: 'SCHEDULE', because: 'takes every application that is due, each hour' },
});
