export * from './domain/enterprise-kind';
export * from './domain/enterprise-size';
export * from './persistence/enterprise.entity';
