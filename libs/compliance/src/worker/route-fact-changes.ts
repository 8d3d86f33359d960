import { Injectable } from '@nestjs/common';
import { FACT_CHANGED, FactChanged } from '@sxbq/kernel';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ComplianceRecomputeService } from '../compliance-recompute.service';
import { recomputeEverythingJob, recomputeSchoolJob } from '../jobs/compliance.queue';

/** Changed facts ask for one job per school and year; however many changes wait, one computation answers them. */
@Injectable()
@RoutesEvent(FACT_CHANGED)
export class RouteFactChanges implements EventRoute<FactChanged> {
  constructor(private readonly recompute: ComplianceRecomputeService) {}

  async jobsFor(change: FactChanged, eventId: string): Promise<readonly RoutedJob[]> {
    if (change.schoolIds === 'ALL') return [{ job: recomputeEverythingJob, payload: { eventId } }];
    const touched = await this.recompute.touchedBy(change);
    return touched.map(({ schoolId, year }) => ({
      job: recomputeSchoolJob,
      payload: { schoolId, year, eventId },
      options: { deduplication: { id: `${schoolId}-${year}`, keepLastIfActive: true } },
    }));
  }
}
