import { Module } from '@nestjs/common';
import { PrivacyModule } from '../privacy.module';
import { ConsentsResolver } from './consents.resolver';
import { PersonRequestsResolver } from './person-requests.resolver';
import { PrivacyController } from './privacy.controller';

@Module({
  imports: [PrivacyModule],
  controllers: [PrivacyController],
  providers: [PersonRequestsResolver, ConsentsResolver],
})
export class PrivacyGraphqlModule {}
