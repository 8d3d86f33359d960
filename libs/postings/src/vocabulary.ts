/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/posting-content';
export * from './domain/posting-kind';
export * from './domain/posting-status';
export * from './domain/work-shift';
