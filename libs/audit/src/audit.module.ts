import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLog } from './audit-log.service';
import { AuditTrail } from './audit-trail';
import { AuditEntry } from './persistence/audit-entry.entity';
import { AuditHead } from './persistence/audit-head.entity';
import { AuditKey } from './persistence/audit-key.entity';
import { AuditLink } from './persistence/audit-link.entity';
import { AuditVerification } from './persistence/audit-verification.entity';
import { AuditEntryRepository } from './persistence/audit-entry.repository';

/** Global: every lib that writes records. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry, AuditLink, AuditHead, AuditKey, AuditVerification])],
  providers: [AuditTrail, AuditLog, AuditEntryRepository],
  exports: [AuditTrail, AuditLog],
})
export class AuditModule {}
