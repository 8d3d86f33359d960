import { Module } from '@nestjs/common';
import { Subscriptions } from '@sxbq/platform/graphql';
import { ComplianceModule } from '../compliance.module';
import { ComplianceIndicatorResolver, SchoolComplianceResolver } from './compliance-fields.resolver';
import { ComplianceResolver } from './compliance.resolver';
import { RunWatch } from './run-watch';

@Module({
  imports: [ComplianceModule],
  providers: [ComplianceResolver, SchoolComplianceResolver, ComplianceIndicatorResolver, RunWatch, Subscriptions],
})
export class ComplianceGraphqlModule {}
