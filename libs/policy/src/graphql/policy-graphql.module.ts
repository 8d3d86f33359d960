import { Module } from '@nestjs/common';
import { SchoolsModule } from '@sxbq/schools';
import { PolicyModule } from '../policy.module';
import { CommitteeResolver, SchoolCommitteeResolver } from './committee.resolver';
import { PolicyResolver } from './policy.resolver';
import { QuotasResolver, SchoolQuotasResolver } from './quotas.resolver';

@Module({
  imports: [PolicyModule, SchoolsModule],
  providers: [PolicyResolver, QuotasResolver, SchoolQuotasResolver, CommitteeResolver, SchoolCommitteeResolver],
})
export class PolicyGraphqlModule {}
