export * from './domain/school-tier';
export * from './domain/class-level';
