import { Module } from '@nestjs/common';
import { RoundsModule } from '../rounds.module';
import { KeepUpRoundsProcessor } from './keep-up-rounds.processor';
import { ProceedRoundPassProcessor } from './proceed-round-pass.processor';
import { RouteRequestedPasses } from './route-requested-passes';

@Module({
  imports: [RoundsModule],
  providers: [RouteRequestedPasses, ProceedRoundPassProcessor, KeepUpRoundsProcessor],
})
export class RoundsWorkerModule {}
