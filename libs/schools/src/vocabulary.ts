/** The words of this lib alone, without services: for threads that must start fast. */
export * from './domain/school-tier';
export * from './domain/class-level';
export * from './domain/tier-on';
