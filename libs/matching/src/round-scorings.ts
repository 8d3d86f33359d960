import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import type { RowReader } from '@sxbq/platform';
import type { RoundScoring } from './domain/score-round';
import { ScoringInputReader } from './persistence/scoring-input.reader';
import type { RoundRow } from './persistence/rounds.repository';
import { ScoreWeightsService, scoreWeightsOf } from './score-weights.service';

/** Postings that follow a graduate's own wishes at most. */
const COMPLETIONS = 50;

/** What the participants of a round are scored by. */
@Injectable()
export class RoundScorings {
  constructor(
    private readonly scoring: ScoringInputReader,
    private readonly weights: ScoreWeightsService,
  ) {}

  /** From the snapshot that the round's ranks are read from, weighted as was promised when the round was made. */
  async read(reader: RowReader, { id: roundId, weightsId }: RoundRow, asOf: CalendarDate): Promise<RoundScoring> {
    const { input } = await this.scoring.readFrom(reader, { asOf, graduates: { roundId }, postings: { roundId } });
    return { input, weights: scoreWeightsOf(await this.weights.promised(weightsId)), completions: COMPLETIONS };
  }
}
