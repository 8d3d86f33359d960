import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment.module';
import { PublishedRankingsController } from './published-rankings.controller';

@Module({ imports: [AssessmentModule], controllers: [PublishedRankingsController] })
export class AssessmentGraphqlModule {}
