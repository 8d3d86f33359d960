import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { GraduatesModule } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { PlacementModule } from '@sxbq/placement';
import { PostingsModule } from '@sxbq/postings';
import './matching.permissions';
import { CandidatesRepository } from './persistence/candidates.repository';
import { ScoreWeightsVersion } from './persistence/score-weights-version.entity';
import { SuggestionDecisionRetention, SuggestionRetention } from './persistence/matching-retention';
import { ScoreWeightsRepository } from './persistence/score-weights.repository';
import { ScoringInputReader } from './persistence/scoring-input.reader';
import { SuggestionListsRepository } from './persistence/suggestion-lists.repository';
import { SuggestionOverride } from './persistence/suggestion-override.entity';
import { SuggestionOverridesRepository } from './persistence/suggestion-overrides.repository';
import { SuggestionPersonalData } from './persistence/suggestion-personal-data';
import { SuggestionRowsRepository } from './persistence/suggestion-rows.repository';
import { SuggestionRun } from './persistence/suggestion-run.entity';
import { SuggestionRunsRepository } from './persistence/suggestion-runs.repository';
import { Suggestion } from './persistence/suggestion.entity';
import { ScoreWeightsService } from './score-weights.service';
import { SuggestionComputation } from './suggestion-computation';
import { SuggestionOverridesService } from './suggestion-overrides.service';
import { SuggestionRunsService } from './suggestion-runs.service';
import { SuggestionsService } from './suggestions.service';

/** Scores graduates and postings for each other; for any process. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    GraduatesModule,
    PlacementModule,
    PostingsModule,
    TypeOrmModule.forFeature([ScoreWeightsVersion, SuggestionRun, Suggestion, SuggestionOverride]),
  ],
  providers: [
    ...[ScoringInputReader, ScoreWeightsRepository, ScoreWeightsService],
    ...[SuggestionRunsRepository, SuggestionRowsRepository, SuggestionRunsService, SuggestionComputation],
    ...[SuggestionListsRepository, CandidatesRepository, SuggestionsService],
    ...[SuggestionOverridesRepository, SuggestionOverridesService, SuggestionPersonalData],
    ...[SuggestionRetention, SuggestionDecisionRetention],
  ],
  exports: [
    ...[ScoringInputReader, ScoreWeightsService, SuggestionRunsService, SuggestionComputation],
    ...[SuggestionsService, SuggestionOverridesService, PostingsModule],
  ],
})
export class MatchingModule {}
