import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { COMPLIANCE_RUN_REQUESTED, proceedRunJob, ProceedRun } from '../jobs/compliance.queue';

/** A run has at most one job waiting or running. */
export const runDeduplication = (runId: number) => ({ deduplication: { id: `run-${runId}` } });

@Injectable()
@RoutesEvent(COMPLIANCE_RUN_REQUESTED)
export class RouteRequestedRuns implements EventRoute<ProceedRun> {
  jobsFor({ runId }: ProceedRun): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: proceedRunJob, payload: { runId }, options: runDeduplication(runId) }]);
  }
}
