export * from './audit-log.service';
export * from './audit-trail';
export * from './audit.module';
export * from './domain/audit-result';
export * from './domain/changes';
export * from './persistence/audit-entry.entity';
export type { AuditEntryRow, AuditFilter } from './persistence/audit-entry.repository';
