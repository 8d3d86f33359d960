import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import './matching.permissions';
import { ScoreWeightsVersion } from './persistence/score-weights-version.entity';
import { ScoreWeightsRepository } from './persistence/score-weights.repository';
import { ScoringInputReader } from './persistence/scoring-input.reader';
import { ScoreWeightsService } from './score-weights.service';

/** Scores graduates and postings for each other; for any process. */
@Module({
  imports: [AuditModule, IdentityModule, TypeOrmModule.forFeature([ScoreWeightsVersion])],
  providers: [ScoringInputReader, ScoreWeightsRepository, ScoreWeightsService],
  exports: [ScoringInputReader, ScoreWeightsService],
})
export class MatchingModule {}
