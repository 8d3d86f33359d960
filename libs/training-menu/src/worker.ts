export * from './jobs/training-menu.queue';
export * from './worker/training-menu-schedules';
export * from './worker/training-menu-worker.module';
