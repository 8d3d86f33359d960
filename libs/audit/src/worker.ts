export * from './worker/audit-worker.module';
export * from './worker/audit.schedules';
