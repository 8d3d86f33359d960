export * from './jobs/agreement-drafts.queue';
export * from './worker/agreement-schedules';
export * from './worker/agreements-worker.module';
