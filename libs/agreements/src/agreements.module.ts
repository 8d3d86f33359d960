import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EnterprisesModule } from '@sxbq/enterprises';
import { SchoolsModule } from '@sxbq/schools';
import { AgreementDraftingService } from './agreement-drafting.service';
import { AgreementFilingService } from './agreement-filing.service';
import { AgreementJournal } from './agreement-journal';
import { AgreementSteps } from './agreement-steps';
import { AgreementsService } from './agreements.service';
import { DraftExpiryService } from './draft-expiry.service';
import { ExecutionsService } from './executions.service';
import { AgreementApproval } from './persistence/agreement-approval.entity';
import { AgreementEventRepository } from './persistence/agreement-event.repository';
import { AgreementEvent } from './persistence/agreement-event.entity';
import { AgreementMajor } from './persistence/agreement-major.entity';
import { Agreement } from './persistence/agreement.entity';
import { AgreementRepository } from './persistence/agreement.repository';
import { CooperationPlan } from './persistence/cooperation-plan.entity';
import { ExecutionRecord } from './persistence/execution-record.entity';
import { ExecutionRepository } from './persistence/execution.repository';
import { PlanRepository } from './persistence/plan.repository';
import { PartiesService } from './parties.service';
import { PlansService } from './plans.service';
import './agreements.permissions';

const entities = [Agreement, AgreementMajor, AgreementApproval, AgreementEvent, CooperationPlan, ExecutionRecord];
const services = [
  AgreementsService,
  AgreementDraftingService,
  AgreementFilingService,
  DraftExpiryService,
  PartiesService,
  PlansService,
  ExecutionsService,
];

@Module({
  imports: [TypeOrmModule.forFeature(entities), SchoolsModule, EnterprisesModule],
  providers: [
    AgreementRepository,
    AgreementEventRepository,
    PlanRepository,
    ExecutionRepository,
    AgreementJournal,
    AgreementSteps,
    ...services,
  ],
  exports: services,
})
export class AgreementsModule {}
