/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/cohort-heads';
export * from './domain/graduate-status';
export * from './domain/wishes';
