/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/agreement-kind';
export * from './domain/agreement-status';
export * from './domain/agreement-event-kind';
