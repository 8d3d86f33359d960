import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { recomputeEverythingJob, RecomputeEverything } from '../jobs/compliance.queue';

@Injectable()
@HandlesJob(recomputeEverythingJob)
export class RecomputeEverythingProcessor implements JobHandler<RecomputeEverything> {
  constructor(private readonly runs: ComplianceRunsService) {}

  handle({ eventId }: RecomputeEverything): Promise<void> {
    return this.runs.requestForEveryYear(eventId);
  }
}
