export * from './worker/ledgers-worker.module';
export * from './worker/ledgers.schedules';
