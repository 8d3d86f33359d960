export * from './domain/skill-grade';
