export * from './jobs/compliance.queue';
export * from './worker/compliance-worker.module';
export * from './worker/compliance.schedules';
