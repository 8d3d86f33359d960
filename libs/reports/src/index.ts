export * from './domain/report-kind';
export * from './domain/report-options';
export * from './rendering/render-report';
export * from './reports.errors';
