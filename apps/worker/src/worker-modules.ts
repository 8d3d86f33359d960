import { Type } from '@nestjs/common';
import { AgreementsWorkerModule } from '@sxbq/agreements/worker';
import { AssessmentWorkerModule } from '@sxbq/assessment/worker';
import { AuditWorkerModule } from '@sxbq/audit/worker';
import { ComplianceWorkerModule } from '@sxbq/compliance/worker';
import { GraduatesModule } from '@sxbq/graduates';
import { IdentityWorkerModule } from '@sxbq/identity/worker';
import { EnterprisesModule } from '@sxbq/enterprises';
import { LedgersWorkerModule } from '@sxbq/ledgers/worker';
import { RoundsWorkerModule, SuggestionsWorkerModule } from '@sxbq/matching/worker';
import { PlacementWorkerModule } from '@sxbq/placement/worker';
import { PolicyModule } from '@sxbq/policy';
import { PostingsWorkerModule } from '@sxbq/postings/worker';
import { PrivacyWorkerModule } from '@sxbq/privacy/worker';
import { ReportsWorkerModule } from '@sxbq/reports/worker';
import { SchoolsModule } from '@sxbq/schools';
import { TalentModule } from '@sxbq/talent';
import { TrainingModule } from '@sxbq/training';
import { TrainingMenuWorkerModule } from '@sxbq/training-menu/worker';

/** Libs without jobs of their own, whose personal data and keys the jobs of privacy reach. */
const holdersOfPersonalData: Type[] = [
  SchoolsModule,
  EnterprisesModule,
  PolicyModule,
  TrainingModule,
  TalentModule,
  GraduatesModule,
];

/** Every lib that handles jobs or routes events. */
export const workerModules: Type[] = [
  ...holdersOfPersonalData,
  PrivacyWorkerModule,
  AuditWorkerModule,
  AgreementsWorkerModule,
  ComplianceWorkerModule,
  AssessmentWorkerModule,
  ReportsWorkerModule,
  PostingsWorkerModule,
  PlacementWorkerModule,
  TrainingMenuWorkerModule,
  SuggestionsWorkerModule,
  RoundsWorkerModule,
  IdentityWorkerModule,
  LedgersWorkerModule,
];
