export * from './health/health.module';
export * from './health/readiness';
