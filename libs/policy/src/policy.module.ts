import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { SchoolsModule } from '@sxbq/schools';
import { CommitteeService } from './committee.service';
import { CommitteeMember } from './persistence/committee-member.entity';
import { CommitteePersonalData } from './persistence/committee-personal-data';
import { CommitteeMembersRepository } from './persistence/committee-members.repository';
import { PoliciesRepository } from './persistence/policies.repository';
import { Policy } from './persistence/policy.entity';
import { Quota } from './persistence/quota.entity';
import { QuotasRepository } from './persistence/quotas.repository';
import './policy.permissions';
import { PolicyService } from './policy.service';
import { QuotasService } from './quotas.service';

@Module({
  imports: [TypeOrmModule.forFeature([Policy, Quota, CommitteeMember]), AuditModule, SchoolsModule],
  providers: [
    PoliciesRepository,
    QuotasRepository,
    CommitteeMembersRepository,
    CommitteePersonalData,
    PolicyService,
    QuotasService,
    CommitteeService,
  ],
  exports: [PolicyService, QuotasService, CommitteeService],
})
export class PolicyModule {}
