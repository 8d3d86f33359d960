import { Injectable } from '@nestjs/common';
import { HandlesJob, JobContext, JobHandler } from '@sxbq/platform';
import { ComputeSuggestions, computeSuggestionsJob } from '../jobs/suggestions.queue';
import { SuggestionComputation } from '../suggestion-computation';

@Injectable()
@HandlesJob(computeSuggestionsJob)
export class ComputeSuggestionsProcessor implements JobHandler<ComputeSuggestions> {
  constructor(private readonly computation: SuggestionComputation) {}

  handle({ runId }: ComputeSuggestions, context: JobContext): Promise<void> {
    return this.computation.compute(runId, context);
  }
}
