import { Module } from '@nestjs/common';
import { MatchingModule } from '../matching.module';
import { ScoreWeightsResolver } from './score-weights.resolver';

@Module({ imports: [MatchingModule], providers: [ScoreWeightsResolver] })
export class MatchingGraphqlModule {}
