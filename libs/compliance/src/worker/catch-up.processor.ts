import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { ComplianceRecomputeService } from '../compliance-recompute.service';
import { ComplianceRunsService } from '../compliance-runs.service';
import { catchUpJob, proceedRunJob } from '../jobs/compliance.queue';
import { recomputeJob } from './route-fact-changes';
import { runDeduplication } from './route-requested-runs';

/**
 * Redis is disposable and the night may be missed: lost runs go back on the queue, so do schools whose results are behind
 * their facts, and a missed sweep is made up for.
 */
@Injectable()
@HandlesJob(catchUpJob)
export class CatchUpProcessor implements JobHandler<object> {
  constructor(
    private readonly runs: ComplianceRunsService,
    private readonly recompute: ComplianceRecomputeService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const runId of await this.runs.stranded()) {
      await this.queues.add(proceedRunJob, { runId }, runDeduplication(runId));
    }
    await this.runs.sweepIfMissed();
    for (const behind of await this.recompute.behind()) {
      const { job, payload, options } = recomputeJob(behind);
      await this.queues.add(job, payload, options);
    }
  }
}
