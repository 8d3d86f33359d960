import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance.module';
import { CatchUpAtStart } from './catch-up-at-start';
import { CatchUpProcessor } from './catch-up.processor';
import { NightlySweepProcessor } from './nightly-sweep.processor';
import { ProceedRunProcessor } from './proceed-run.processor';
import { RecomputeEverythingProcessor } from './recompute-everything.processor';
import { RecomputeSchoolProcessor } from './recompute-school.processor';
import { RouteFactChanges } from './route-fact-changes';
import { RouteRequestedRuns } from './route-requested-runs';

@Module({
  imports: [ComplianceModule],
  providers: [
    RouteFactChanges,
    RouteRequestedRuns,
    RecomputeSchoolProcessor,
    RecomputeEverythingProcessor,
    ProceedRunProcessor,
    NightlySweepProcessor,
    CatchUpProcessor,
    CatchUpAtStart,
  ],
})
export class ComplianceWorkerModule {}
