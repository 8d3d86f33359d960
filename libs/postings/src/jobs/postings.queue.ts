import { defineJob, defineQueue } from '@sxbq/platform';

export const postingsQueue = defineQueue({ queue: 'postings', title: '岗位', concurrency: 1, lockMs: 60_000 });

export const expirePostingsJob = defineJob<Record<string, never>>(postingsQueue, {
  name: 'expire',
  title: '下架过了有效期的岗位',
  attempts: 5,
  backoffMs: 30_000,
  recovery: { by: 'SCHEDULE', because: 'takes every posting that is due, however long it has been' },
});
