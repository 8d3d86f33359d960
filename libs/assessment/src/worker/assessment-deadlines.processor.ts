import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { AssessmentTasksService } from '../assessment-tasks.service';
import { assessmentDeadlinesJob, proceedAssessmentJob } from '../jobs/assessment.queue';
import { taskDeduplication } from './route-requested-tasks';

/** Days end whether anybody looks or not; and Redis is disposable, so tasks that were lost go back on the queue. */
@Injectable()
@HandlesJob(assessmentDeadlinesJob)
export class AssessmentDeadlinesProcessor implements JobHandler<object> {
  constructor(
    private readonly tasks: AssessmentTasksService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    await this.tasks.keepDeadlines();
    for (const runId of await this.tasks.stranded()) {
      await this.queues.add(proceedAssessmentJob, { runId }, taskDeduplication(runId));
    }
  }
}
