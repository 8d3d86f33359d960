import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ASSESSMENT_TASK_REQUESTED, ProceedAssessment, proceedAssessmentJob } from '../jobs/assessment.queue';

/** One job waits or runs for a run; what is asked for while it runs gives exactly one more. */
export const taskDeduplication = (runId: number) => ({
  deduplication: { id: `assessment-${runId}`, keepLastIfActive: true },
});

@Injectable()
@RoutesEvent(ASSESSMENT_TASK_REQUESTED)
export class RouteRequestedTasks implements EventRoute<ProceedAssessment> {
  jobsFor({ runId }: ProceedAssessment): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: proceedAssessmentJob, payload: { runId }, options: taskDeduplication(runId) }]);
  }
}
