export * from './jobs/postings.queue';
export * from './worker/posting-schedules';
export * from './worker/postings-worker.module';
