import { Injectable } from '@nestjs/common';
import { FACT_CHANGED, FactChanged } from '@sxbq/kernel';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ComplianceRecomputeService } from '../compliance-recompute.service';
import { RecomputeSchool, recomputeEverythingJob, recomputeSchoolJob } from '../jobs/compliance.queue';

/** One job waits for a school and year; what is asked for while it runs gives exactly one more. */
export const recomputeJob = ({ schoolId, year }: RecomputeSchool): RoutedJob => ({
  job: recomputeSchoolJob,
  payload: { schoolId, year },
  options: { deduplication: { id: `${schoolId}-${year}`, keepLastIfActive: true } },
});

/** Changed facts ask for one job per school and year; however many changes wait, one computation answers them. */
@Injectable()
@RoutesEvent(FACT_CHANGED)
export class RouteFactChanges implements EventRoute<FactChanged> {
  readonly isNoted = true;

  constructor(private readonly recompute: ComplianceRecomputeService) {}

  note(changes: readonly FactChanged[]): Promise<void> {
    return this.recompute.note(changes);
  }

  async jobsFor(change: FactChanged, eventId: string): Promise<readonly RoutedJob[]> {
    if (change.schoolIds === 'ALL') return [{ job: recomputeEverythingJob, payload: { eventId } }];
    const touched = await this.recompute.touchedBy(change);
    return touched.map(recomputeJob);
  }
}
