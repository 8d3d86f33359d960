import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ERASURE_GRANTED, ErasePerson, erasePersonJob } from '../jobs/privacy.queue';

/** An erasure has at most one job waiting or running. */
export const erasureDeduplication = (requestId: number) => ({ deduplication: { id: `erasure-${requestId}` } });

@Injectable()
@RoutesEvent(ERASURE_GRANTED)
export class RouteGrantedErasures implements EventRoute<ErasePerson> {
  jobsFor({ requestId }: ErasePerson): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: erasePersonJob, payload: { requestId }, options: erasureDeduplication(requestId) }]);
  }
}
