import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { ComputeSuggestions, computeSuggestionsJob, SUGGESTIONS_REQUESTED } from '../jobs/suggestions.queue';

/** A run has at most one job waiting or running. */
export const suggestionRunDeduplication = (runId: number) => ({ deduplication: { id: `suggestions-${runId}` } });

@Injectable()
@RoutesEvent(SUGGESTIONS_REQUESTED)
export class RouteSuggestionRuns implements EventRoute<ComputeSuggestions> {
  jobsFor({ runId }: ComputeSuggestions): Promise<readonly RoutedJob[]> {
    return Promise.resolve([
      { job: computeSuggestionsJob, payload: { runId }, options: suggestionRunDeduplication(runId) },
    ]);
  }
}
