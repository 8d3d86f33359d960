export * from './catalogues.module';
export * from './domain/catalogue-system';
export * from './persistence/catalogue-entry.entity';
