import { Module } from '@nestjs/common';
import { AgreementsModule } from '@sxbq/agreements';
import { TrainingMenuModule } from '../training-menu.module';
import { FitsResolver } from './fits.resolver';
import { InterestsResolver } from './interests.resolver';
import { NeedsResolver } from './needs.resolver';
import { OffersResolver } from './offers.resolver';

@Module({
  imports: [TrainingMenuModule, AgreementsModule],
  providers: [OffersResolver, NeedsResolver, InterestsResolver, FitsResolver],
})
export class TrainingMenuGraphqlModule {}
