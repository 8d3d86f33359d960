export * from './domain/agreement-kind';
export * from './domain/agreement-status';
