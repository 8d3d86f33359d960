export * from './jobs/reports.queue';
export * from './worker/reports-worker.module';
export * from './worker/reports.schedules';
