/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/skill-grade';
export * from './domain/trainee-list';
