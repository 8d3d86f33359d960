import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements.module';
import { AgreementEventResolver } from './agreement-event.resolver';
import { AgreementFieldsResolver } from './agreement-fields.resolver';
import { AgreementLifecycleResolver } from './agreement-lifecycle.resolver';
import { AgreementPageResolver } from './agreement-page.resolver';
import { AgreementsResolver } from './agreements.resolver';
import { ExecutionsResolver } from './executions.resolver';
import { EnterpriseAgreementsResolver, SchoolAgreementsResolver } from './party-agreements.resolver';

@Module({
  imports: [AgreementsModule],
  providers: [
    AgreementsResolver,
    AgreementFieldsResolver,
    AgreementPageResolver,
    AgreementEventResolver,
    AgreementLifecycleResolver,
    ExecutionsResolver,
    SchoolAgreementsResolver,
    EnterpriseAgreementsResolver,
  ],
})
export class AgreementsGraphqlModule {}
