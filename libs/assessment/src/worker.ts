export * from './jobs/assessment.queue';
export * from './worker/assessment-worker.module';
export * from './worker/assessment.schedules';
