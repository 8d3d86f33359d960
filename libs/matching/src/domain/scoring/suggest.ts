import { Checkpoint, noCheckpoint } from '../checkpoint';
import { assertScoringInput } from './assert-scoring-input';
import { BestPartners, PartnerLists } from './best-partners';
import { PairScorer } from './pair-scorer';
import { PostingIndex } from './posting-index';
import type { ScoreWeights } from './score-weights';
import type { ScoringInput } from './scoring-input';

export interface SuggestionLimits {
  /** Postings kept for each graduate. */
  readonly perGraduate: number;
  /** Graduates kept for each posting. */
  readonly perPosting: number;
}

/** Partners are indices into the other side's `ids`. */
export interface Suggestions {
  readonly weightsVersion: number;
  readonly graduateIds: Uint32Array;
  readonly postingIds: Uint32Array;
  readonly forGraduates: PartnerLists;
  readonly forPostings: PartnerLists;
  /** Pairs that the index left to look at. */
  readonly candidates: number;
  /** Pairs without an obstacle, all scored. */
  readonly eligible: number;
}

const GRADUATES_PER_CHECKPOINT = 256;

/**
 * Scores every pair that meets the hard constraints and keeps the best for either side. Leave out those who opted out:
 * what is not in the input is suggested to nobody.
 *
 * @throws RangeError for columns filled wrongly; what the checkpoint throws
 */
export function suggest(
  input: ScoringInput,
  weights: ScoreWeights,
  { perGraduate, perPosting }: SuggestionLimits,
  checkpoint: Checkpoint = noCheckpoint,
): Suggestions {
  assertScoringInput(input);
  const { graduates, postings } = input;
  const total = graduates.ids.length;
  const forGraduates = new BestPartners(total, perGraduate);
  const forPostings = new BestPartners(postings.ids.length, perPosting);
  const scorer = new PairScorer(input, weights);
  const index = new PostingIndex(input);
  const candidates = new Int32Array(postings.ids.length);
  let looked = 0;
  let eligible = 0;
  for (let graduate = 0; graduate < total; graduate++) {
    if (graduate % GRADUATES_PER_CHECKPOINT === 0) checkpoint(graduate, total);
    scorer.load(graduate);
    const count = index.candidates(graduate, scorer.gradeHeld, candidates);
    looked += count;
    for (let position = 0; position < count; position++) {
      const posting = candidates[position]!;
      if (scorer.obstacle(posting) !== null) continue;
      eligible++;
      const score = scorer.score(posting);
      forGraduates.offer(graduate, posting, score);
      forPostings.offer(posting, graduate, score);
    }
  }
  return {
    weightsVersion: weights.version,
    graduateIds: graduates.ids,
    postingIds: postings.ids,
    forGraduates: forGraduates.lists(),
    forPostings: forPostings.lists(),
    candidates: looked,
    eligible,
  };
}
