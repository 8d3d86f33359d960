import { offsetsOf, countingOrder } from '../counting-order';
import { Marks } from '../marks';
import { BestPartners, PartnerLists } from './best-partners';
import { PairScorer } from './pair-scorer';
import { PostingIndex } from './posting-index';
import type { ScoreWeights } from './score-weights';
import type { ScoringInput } from './scoring-input';

/** Pairs by index, in columns. */
interface PairIndices {
  readonly graduates: Int32Array;
  readonly postings: Int32Array;
}

/**
 * The best further postings of some graduates: without an obstacle, and in none of the lists `without`.
 *
 * @param graduates indices of those asked for  @param limit kept for each at most
 * @param among 1 for each posting that may be one
 * @returns a list for each of `graduates`, in their order
 */
export function bestPostings(
  input: ScoringInput,
  weights: ScoreWeights,
  graduates: Int32Array,
  limit: number,
  among: Uint8Array,
  without: readonly PairIndices[],
): PartnerLists {
  const best = new BestPartners(graduates.length, limit);
  const scorer = new PairScorer(input, weights);
  const index = new PostingIndex(input);
  const candidates = new Int32Array(input.postings.ids.length);
  const known = new Marks(input.postings.ids.length);
  const lists = without.map((pairs) => byGraduate(pairs, input.graduates.ids.length));
  for (let row = 0; row < graduates.length; row++) {
    const graduate = graduates[row]!;
    known.clear();
    for (const list of lists) list(graduate, known);
    scorer.load(graduate);
    const count = index.candidates(graduate, scorer.gradeHeld, candidates);
    for (let position = 0; position < count; position++) {
      const posting = candidates[position]!;
      if (among[posting] !== 1 || known.has(posting) || scorer.obstacle(posting) !== null) continue;
      best.offer(row, posting, scorer.score(posting));
    }
  }
  return best.lists();
}

/** Marks the postings that a graduate has in the list. */
function byGraduate(pairs: PairIndices, count: number): (graduate: number, marks: Marks) => void {
  const offsets = offsetsOf(pairs.graduates, count);
  const rows = countingOrder(pairs.graduates, count);
  return (graduate, marks) => {
    for (let entry = offsets[graduate]!; entry < offsets[graduate + 1]!; entry++) {
      marks.set(pairs.postings[rows[entry]!]!);
    }
  };
}
