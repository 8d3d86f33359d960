export * from './jobs/identity.queue';
export * from './worker/identity-worker.module';
export * from './worker/identity.schedules';
