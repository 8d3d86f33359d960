export * from './worker/assessment-worker.module';
