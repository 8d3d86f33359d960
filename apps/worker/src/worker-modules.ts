import { Type } from '@nestjs/common';
import { AgreementsWorkerModule } from '@sxbq/agreements/worker';
import { AuditWorkerModule } from '@sxbq/audit/worker';
import { ComplianceWorkerModule } from '@sxbq/compliance/worker';
import { IdentityWorkerModule } from '@sxbq/identity/worker';
import { LedgersWorkerModule } from '@sxbq/ledgers/worker';

/** Every lib that handles jobs or routes events. */
export const workerModules: Type[] = [
  AuditWorkerModule,
  AgreementsWorkerModule,
  ComplianceWorkerModule,
  IdentityWorkerModule,
  LedgersWorkerModule,
];
