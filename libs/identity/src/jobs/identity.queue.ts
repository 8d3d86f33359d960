import { defineJob, defineQueue } from '@sxbq/platform';

const identityQueue = defineQueue({ queue: 'identity', title: '登录数据的日常清理', concurrency: 1, lockMs: 60_000 });

export const pruneSignInsJob = defineJob<Record<string, never>>(identityQueue, {
  name: 'prune-sign-ins',
  title: '删除早已失效的会话与久未使用的登录来源',
  attempts: 3,
  backoffMs: 60_000,
  recovery: { by: 'SCHEDULE', because: 'deletes whatever is past its time, whenever it runs' },
});
