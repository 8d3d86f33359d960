export * from './worker/privacy-worker.module';
export * from './worker/privacy.schedules';
