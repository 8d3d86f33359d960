export * from './domain/skill-grade';
export * from './persistence/training-session.entity';
export * from './persistence/trainee.entity';
export * from './persistence/training-facts';
