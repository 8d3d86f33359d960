import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { ComplianceRecomputeService } from '../compliance-recompute.service';
import { recomputeSchoolJob, RecomputeSchool } from '../jobs/compliance.queue';

@Injectable()
@HandlesJob(recomputeSchoolJob)
export class RecomputeSchoolProcessor implements JobHandler<RecomputeSchool> {
  constructor(private readonly recompute: ComplianceRecomputeService) {}

  handle(message: RecomputeSchool): Promise<void> {
    return this.recompute.recompute(message);
  }
}
