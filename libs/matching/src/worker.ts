export * from './jobs/suggestions.queue';
export * from './worker/suggestion-schedules';
export * from './worker/suggestions-worker.module';
export * from './jobs/rounds.queue';
export * from './worker/rounds-schedules';
export * from './worker/rounds-worker.module';
