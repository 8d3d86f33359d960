import { countingOrder } from '../counting-order';
import { assertScoringInput } from './assert-scoring-input';
import { PairScorer } from './pair-scorer';
import type { ScoreWeights } from './score-weights';
import type { ScoringInput } from './scoring-input';

/** Score of a pair that fails a hard constraint. */
export const NO_SCORE = -1;

/**
 * Scores given pairs, such as the wishes of a round, in any order.
 *
 * @param graduates index of each row's graduate
 * @param postings index of each row's posting
 * @returns beside each row 0–10 000, or −1
 */
export function scorePairs(
  input: ScoringInput,
  weights: ScoreWeights,
  graduates: Int32Array,
  postings: Int32Array,
): Int32Array {
  assertScoringInput(input);
  const scorer = new PairScorer(input, weights);
  const scores = new Int32Array(graduates.length);
  let loaded = -1;
  for (const row of countingOrder(graduates, input.graduates.ids.length)) {
    if (graduates[row] !== loaded) scorer.load((loaded = graduates[row]!));
    const posting = postings[row]!;
    scores[row] = scorer.obstacle(posting) === null ? scorer.score(posting) : NO_SCORE;
  }
  return scores;
}
