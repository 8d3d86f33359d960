/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/enterprise-kind';
export * from './domain/enterprise-size';
