import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { catchUpSuggestionsJob, computeSuggestionsJob } from '../jobs/suggestions.queue';
import { SuggestionRunsService } from '../suggestion-runs.service';
import { suggestionRunDeduplication } from './route-suggestion-runs';

/** Redis is disposable and the night may be missed: lost runs go back on the queue, a missed night is made up for. */
@Injectable()
@HandlesJob(catchUpSuggestionsJob)
export class CatchUpSuggestionsProcessor implements JobHandler<object> {
  constructor(
    private readonly runs: SuggestionRunsService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const runId of await this.runs.catchUp()) {
      await this.queues.add(computeSuggestionsJob, { runId }, suggestionRunDeduplication(runId));
    }
  }
}
