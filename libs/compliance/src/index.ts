export * from './domain/condition';
export * from './domain/facts';
export * from './domain/result';
export * from './domain/verdict';
export * from './persistence/compliance-daily.entity';
export * from './persistence/compliance-result.entity';
export * from './persistence/compliance-run.entity';
