export * from './domain/enterprise-kind';
export * from './domain/enterprise-size';
