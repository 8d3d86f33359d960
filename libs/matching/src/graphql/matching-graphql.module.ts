import { Module } from '@nestjs/common';
import { MatchingModule } from '../matching.module';
import { JobInvitationsResolver } from './job-invitations.resolver';
import { ScoreWeightsResolver } from './score-weights.resolver';
import { SuggestedGraduateFieldsResolver, SuggestedPostingFieldsResolver } from './suggestion-fields.resolver';
import { SuggestionsResolver } from './suggestions.resolver';

@Module({
  imports: [MatchingModule],
  providers: [
    JobInvitationsResolver,
    ScoreWeightsResolver,
    SuggestionsResolver,
    SuggestedPostingFieldsResolver,
    SuggestedGraduateFieldsResolver,
  ],
})
export class MatchingGraphqlModule {}
