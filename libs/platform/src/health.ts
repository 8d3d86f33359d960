export * from './health/graceful-stop';
export * from './health/health.module';
export * from './health/inner-server';
export * from './health/readiness';
export * from './health/tell-launcher';
