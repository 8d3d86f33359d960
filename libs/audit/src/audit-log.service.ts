import { Injectable } from '@nestjs/common';
import { Page, PageRequest } from '@sxbq/kernel';
import { AuditEntryRepository, AuditEntryRow, AuditFilter } from './persistence/audit-entry.repository';

/** Reads the audit; callers hold the permission 'audit.read', which only audit administrators have. */
@Injectable()
export class AuditLog {
  constructor(private readonly entries: AuditEntryRepository) {}

  /** Entries of every region and organisation, newest first; page 1–100. */
  async list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryRow>> {
    return this.entries.list(filter, page);
  }
}
