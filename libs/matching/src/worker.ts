export * from './jobs/suggestions.queue';
export * from './worker/suggestion-schedules';
export * from './worker/suggestions-worker.module';
