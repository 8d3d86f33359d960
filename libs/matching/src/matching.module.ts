import { Module } from '@nestjs/common';
import { ScoringInputReader } from './persistence/scoring-input.reader';

/** Scores graduates and postings for each other; for any process. */
@Module({
  providers: [ScoringInputReader],
  exports: [ScoringInputReader],
})
export class MatchingModule {}
