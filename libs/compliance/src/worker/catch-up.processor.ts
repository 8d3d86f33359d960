import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { catchUpJob, proceedRunJob } from '../jobs/compliance.queue';
import { runDeduplication } from './route-requested-runs';

/** Redis is disposable and the night may be missed: lost runs go back on the queue, a missed sweep is made up for. */
@Injectable()
@HandlesJob(catchUpJob)
export class CatchUpProcessor implements JobHandler<object> {
  constructor(
    private readonly runs: ComplianceRunsService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const runId of await this.runs.stranded()) {
      await this.queues.add(proceedRunJob, { runId }, runDeduplication(runId));
    }
    await this.runs.sweepIfMissed();
  }
}
