import { MigrationInterface } from 'typeorm';

/** Every migration, oldest first. Forward only; a released one is never edited. */
export const migrations: (new () => MigrationInterface)[] = [];
