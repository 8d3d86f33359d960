import { Injectable } from '@nestjs/common';
import { HandlesJob, JobContext, JobHandler } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { proceedRunJob, ProceedRun } from '../jobs/compliance.queue';

@Injectable()
@HandlesJob(proceedRunJob)
export class ProceedRunProcessor implements JobHandler<ProceedRun> {
  constructor(private readonly runs: ComplianceRunsService) {}

  handle({ runId }: ProceedRun, context: JobContext): Promise<void> {
    return this.runs.proceed(runId, (percent) => context.progress(percent));
  }
}
