import { defineJob, defineQueue } from '@sxbq/platform';

export const agreementDraftsQueue = defineQueue({
  queue: 'agreement-drafts',
  title: '协议草稿',
  concurrency: 1,
  lockMs: 60_000,
});

export const expireDraftsJob = defineJob<Record<string, never>>(agreementDraftsQueue, {
  name: 'expire',
  title: '提醒 14 天未动的协议草稿，作废 28 天未动的',
  attempts: 5,
  backoffMs: 30_000,
  recovery: { by: 'SCHEDULE', because: 'takes every draft that is due, however long it has been' },
});
