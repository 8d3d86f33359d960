import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { nightlySuggestionsJob } from '../jobs/suggestions.queue';
import { SuggestionRunsService } from '../suggestion-runs.service';

@Injectable()
@HandlesJob(nightlySuggestionsJob)
export class NightlySuggestionsProcessor implements JobHandler<object> {
  constructor(private readonly runs: SuggestionRunsService) {}

  handle(): Promise<void> {
    return this.runs.nightly();
  }
}
