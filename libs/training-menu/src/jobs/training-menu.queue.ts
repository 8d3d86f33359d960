import { defineJob, defineQueue } from '@sxbq/platform';

export const trainingMenuQueue = defineQueue({
  queue: 'training-menu',
  title: '培训菜单与需求',
  concurrency: 1,
  lockMs: 60_000,
});

export const expireMenuJob = defineJob<Record<string, never>>(trainingMenuQueue, {
  name: 'expire',
  title: '下架过期的培训菜单和需求，提醒 14 天未办的培训意向，作废 28 天未答复的',
  attempts: 5,
  backoffMs: 30_000,
  recovery: { by: 'SCHEDULE', because: 'takes everything that is due, however long it has been' },
});
