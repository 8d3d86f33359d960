export * from './database/columns';
export * from './database/naming-strategy';
