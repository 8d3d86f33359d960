export * from './domain/practice-window';
export * from './domain/secondment-sort';
export * from './persistence/secondment.entity';
export * from './persistence/secondment-facts';
export type * from './persistence/secondment.repository';
export * from './secondments.service';
export * from './talent.errors';
export * from './talent.module';
export * from './talent.permissions';
