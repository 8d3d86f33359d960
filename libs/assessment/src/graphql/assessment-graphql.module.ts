import { Module } from '@nestjs/common';
import { Subscriptions } from '@sxbq/platform/graphql';
import { AssessmentModule } from '../assessment.module';
import { AssessmentWatch } from './assessment-watch';
import { AssessmentController } from './assessment.controller';
import { AssessmentMarkingResolver } from './marking.resolver';
import { AssessmentCorrectionResolver, AssessmentObjectionsResolver } from './notice.resolver';
import { PublicNoticeController } from './public-notice.controller';
import { PublishedRankingsController } from './published-rankings.controller';
import { PublishedRankingsResolver } from './published-rankings.resolver';
import { RankingEvidenceResolver } from './ranking-evidence.resolver';
import { AssessmentRankingsResolver } from './rankings.resolver';
import { RecordedFactsResolver } from './recorded-facts.resolver';
import { AssessmentRunFieldsResolver } from './run-fields.resolver';
import { AssessmentRunsResolver } from './runs.resolver';
import { AssessmentSchemesResolver } from './schemes.resolver';
import { SelfScoresResolver } from './self-scores.resolver';
import { AssessmentWhatIfResolver } from './what-if.resolver';

@Module({
  imports: [AssessmentModule],
  controllers: [AssessmentController, PublishedRankingsController, PublicNoticeController],
  providers: [
    AssessmentSchemesResolver,
    AssessmentRunsResolver,
    AssessmentRunFieldsResolver,
    RecordedFactsResolver,
    SelfScoresResolver,
    AssessmentMarkingResolver,
    AssessmentObjectionsResolver,
    AssessmentCorrectionResolver,
    AssessmentRankingsResolver,
    AssessmentWhatIfResolver,
    RankingEvidenceResolver,
    PublishedRankingsResolver,
    AssessmentWatch,
    Subscriptions,
  ],
})
export class AssessmentGraphqlModule {}
