import { Module } from '@nestjs/common';
import { MatchingModule } from '../matching.module';
import { CatchUpSuggestionsProcessor } from './catch-up-suggestions.processor';
import { ComputeSuggestionsProcessor } from './compute-suggestions.processor';
import { NightlySuggestionsProcessor } from './nightly-suggestions.processor';
import { RouteSuggestionRuns } from './route-suggestion-runs';

@Module({
  imports: [MatchingModule],
  providers: [
    RouteSuggestionRuns,
    ComputeSuggestionsProcessor,
    NightlySuggestionsProcessor,
    CatchUpSuggestionsProcessor,
  ],
})
export class SuggestionsWorkerModule {}
