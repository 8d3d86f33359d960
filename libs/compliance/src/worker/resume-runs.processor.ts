import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { proceedRunJob, resumeRunsJob } from '../jobs/compliance.queue';
import { runDeduplication } from './route-requested-runs';

/** Redis is disposable: a run whose job was lost with it is put back on the queue. */
@Injectable()
@HandlesJob(resumeRunsJob)
export class ResumeRunsProcessor implements JobHandler<object> {
  constructor(
    private readonly runs: ComplianceRunsService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const runId of await this.runs.stranded()) {
      await this.queues.add(proceedRunJob, { runId }, runDeduplication(runId));
    }
  }
}
