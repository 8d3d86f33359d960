export * from './jobs/placement.queue';
export * from './worker/placement-schedules';
export * from './worker/placement-worker.module';
