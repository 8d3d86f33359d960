import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { nightlySweepJob } from '../jobs/compliance.queue';

@Injectable()
@HandlesJob(nightlySweepJob)
export class NightlySweepProcessor implements JobHandler<object> {
  constructor(private readonly runs: ComplianceRunsService) {}

  handle(): Promise<void> {
    return this.runs.sweep();
  }
}
