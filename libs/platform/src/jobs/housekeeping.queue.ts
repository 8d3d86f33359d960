import { defineJob, defineQueue } from './job-definition';

export const housekeepingQueue = defineQueue({
  queue: 'housekeeping',
  title: '日常清理',
  concurrency: 1,
  lockMs: 60_000,
});

export const pruneMessages = defineJob<Record<string, never>>(housekeepingQueue, {
  name: 'prune-messages',
  title: '删除过期的已发送事件与已处理消息',
  attempts: 3,
  backoffMs: 60_000,
});
