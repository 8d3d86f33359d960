export * from './worker/job-runner';
export * from './worker/outbox-relay';
export * from './worker/schedule';
export * from './worker/schedules';
export * from './worker/worker-runtime.module';
