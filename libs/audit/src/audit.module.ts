import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DownloadsModule } from '@sxbq/platform';
import { AuditChain } from './audit-chain.service';
import { AuditExport } from './audit-export.service';
import { AuditLog } from './audit-log.service';
import { AuditProtection } from './audit-protection';
import { AuditTrail } from './audit-trail';
import { LinkedFiles } from './downloads/linked-files';
import { AuditEntry } from './persistence/audit-entry.entity';
import { AuditHead } from './persistence/audit-head.entity';
import { AuditKey } from './persistence/audit-key.entity';
import { AuditLink } from './persistence/audit-link.entity';
import { AuditPrivilegesRepository } from './persistence/audit-privileges.repository';
import { AuditVerification } from './persistence/audit-verification.entity';
import { AuditEntryRepository } from './persistence/audit-entry.repository';
import { AuditVerificationRepository } from './persistence/audit-verification.repository';
import { RefusalLog } from './refusals/refusal-log';
import { HeadSigner } from './sealing/head-signer';
import { Sealer } from './sealing/sealer';
import { SealerDatabase } from './persistence/sealer-database';
import { ChainVerifier } from './verification/chain-verifier';

/** Global: every lib that writes records. Sealing connects to nothing unless it is asked to. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry, AuditLink, AuditHead, AuditKey, AuditVerification]), DownloadsModule],
  providers: [
    AuditTrail,
    AuditLog,
    AuditChain,
    AuditExport,
    AuditProtection,
    LinkedFiles,
    RefusalLog,
    AuditEntryRepository,
    AuditPrivilegesRepository,
    AuditVerificationRepository,
    SealerDatabase,
    HeadSigner,
    Sealer,
    ChainVerifier,
  ],
  exports: [
    AuditTrail,
    AuditLog,
    AuditChain,
    AuditExport,
    LinkedFiles,
    RefusalLog,
    Sealer,
    SealerDatabase,
    ChainVerifier,
    AuditVerificationRepository,
  ],
})
export class AuditModule {}
