import { Injectable } from '@nestjs/common';
import { HandlesJob, JobContext, JobHandler } from '@sxbq/platform';
import { AssessmentTasksService } from '../assessment-tasks.service';
import { ProceedAssessment, proceedAssessmentJob } from '../jobs/assessment.queue';

@Injectable()
@HandlesJob(proceedAssessmentJob)
export class ProceedAssessmentProcessor implements JobHandler<ProceedAssessment> {
  constructor(private readonly tasks: AssessmentTasksService) {}

  handle({ runId }: ProceedAssessment, context: JobContext): Promise<void> {
    return this.tasks.proceed(runId, (done) => context.progress(done));
  }
}
