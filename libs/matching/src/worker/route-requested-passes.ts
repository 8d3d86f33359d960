import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ProceedRoundPass, proceedRoundPassJob, ROUND_PASS_REQUESTED } from '../jobs/rounds.queue';

/** A pass has at most one job waiting or running. */
export const passDeduplication = (passId: number) => ({ deduplication: { id: `pass-${passId}` } });

@Injectable()
@RoutesEvent(ROUND_PASS_REQUESTED)
export class RouteRequestedPasses implements EventRoute<ProceedRoundPass> {
  jobsFor({ passId }: ProceedRoundPass): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: proceedRoundPassJob, payload: { passId }, options: passDeduplication(passId) }]);
  }
}
