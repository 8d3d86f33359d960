import { Module } from '@nestjs/common';
import { Subscriptions } from '@sxbq/platform/graphql';
import { RoundsModule } from '../rounds.module';
import { RoundGraduatesResolver } from './round-graduates.resolver';
import { RoundPassWatch } from './round-pass-watch';
import { RoundPostingsResolver } from './round-postings.resolver';
import { RoundsResolver } from './rounds.resolver';

@Module({
  imports: [RoundsModule],
  providers: [RoundsResolver, RoundGraduatesResolver, RoundPostingsResolver, RoundPassWatch, Subscriptions],
})
export class RoundsGraphqlModule {}
