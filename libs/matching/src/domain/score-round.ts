import { IdIndex } from './deferred-acceptance/id-index';
import type { Checkpoint } from './checkpoint';
import { RoundOutcome, runRound } from './deferred-acceptance/round-outcome';
import type { PairColumns, RankColumns, RoundInput, ScoreColumns } from './deferred-acceptance/round-input';
import { bestPostings } from './scoring/best-postings';
import { NO_SCORE, scorePairs } from './scoring/score-pairs';
import type { ScoreWeights } from './scoring/score-weights';
import type { ScoringInput } from './scoring/scoring-input';

/** A round as it was frozen, before anybody was scored. Ids ascend. */
export interface FrozenRound {
  readonly seed: string;
  readonly graduates: {
    readonly ids: Uint32Array;
    readonly completes: Uint8Array;
    /** 1: wants no evaluation by computation (个人信息保护法 第二十四条). */
    readonly optedOut: Uint8Array;
  };
  readonly postings: RoundInput['postings'];
  readonly wishes: RankColumns;
  readonly rankings: RankColumns;
  /** Pairs that must not come about, by no completion either. */
  readonly barred: PairColumns;
}

/** What scores are computed from; who is in the round and not in it has no score. */
export interface RoundScoring {
  readonly input: ScoringInput;
  readonly weights: ScoreWeights;
  /** Postings that follow a graduate's own wishes at most. */
  readonly completions: number;
}

/** A pass: scores, then the round with its proof. */
export function runPass(round: FrozenRound, scoring: RoundScoring, checkpoint?: Checkpoint): RoundOutcome {
  return runRound(scoreRound(round, scoring), checkpoint);
}

/**
 * What a pass is computed from: the frozen ranks, and a score for every wish and for the best further postings of those
 * who agreed to a completion. Who opted out of evaluation meets conditions or not, and scores 0 everywhere: behind those
 * who are scored, equal among themselves.
 *
 * @throws RangeError for scoring columns filled wrongly
 */
export function scoreRound(round: FrozenRound, scoring: RoundScoring): RoundInput {
  const { seed, graduates, postings, wishes, rankings } = round;
  const { input, weights } = scoring;
  const sides = { graduates: new IdIndex(input.graduates.ids), postings: new IdIndex(input.postings.ids) };
  const scores = new ScoreRows(wishes.ranks.length);
  const optedOut = new Set(graduates.ids.filter((_, row) => graduates.optedOut[row] === 1));
  const wished = knownPairs(wishes, sides);
  const found = scorePairs(input, weights, wished.graduates, wished.postings);
  const add = (graduate: number, posting: number, score: number): void => {
    const graduateId = input.graduates.ids[graduate]!;
    scores.add(graduateId, input.postings.ids[posting]!, optedOut.has(graduateId) ? 0 : score);
  };
  for (let row = 0; row < found.length; row++) {
    if (found[row] !== NO_SCORE) add(wished.graduates[row]!, wished.postings[row]!, found[row]!);
  }
  addCompletions(add, round, scoring, sides, wished);
  return {
    seed,
    graduates: { ids: graduates.ids, completes: graduates.completes },
    postings,
    wishes,
    rankings,
    scores: scores.columns(),
  };
}

interface Sides {
  readonly graduates: IdIndex;
  readonly postings: IdIndex;
}

interface PairIndices {
  readonly graduates: Int32Array;
  readonly postings: Int32Array;
}

function addCompletions(
  add: (graduate: number, posting: number, score: number) => void,
  { graduates, postings, barred }: FrozenRound,
  { input, weights, completions }: RoundScoring,
  sides: Sides,
  wished: PairIndices,
): void {
  const completing = graduates.ids.filter((_, row) => graduates.completes[row] === 1);
  const known = Int32Array.from(completing, (id) => sides.graduates.of(id)).filter((graduate) => graduate >= 0);
  if (known.length === 0) return;
  const takesPart = new Uint8Array(input.postings.ids.length);
  for (const id of postings.ids) if (sides.postings.of(id) >= 0) takesPart[sides.postings.of(id)] = 1;
  const lists = bestPostings(input, weights, known, completions, takesPart, [wished, knownPairs(barred, sides)]);
  for (let row = 0; row < known.length; row++) {
    for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry++) {
      add(known[row]!, lists.partners[entry]!, lists.scores[entry]!);
    }
  }
}

/** By index; pairs with somebody who is not known are left out. */
function knownPairs({ graduateIds, postingIds }: PairColumns, sides: Sides): PairIndices {
  const graduates = new Int32Array(graduateIds.length);
  const postings = new Int32Array(postingIds.length);
  let count = 0;
  for (let row = 0; row < graduateIds.length; row++) {
    const graduate = sides.graduates.of(graduateIds[row]!);
    const posting = sides.postings.of(postingIds[row]!);
    if (graduate < 0 || posting < 0) continue;
    graduates[count] = graduate;
    postings[count++] = posting;
  }
  return { graduates: graduates.subarray(0, count), postings: postings.subarray(0, count) };
}

/** Score columns that grow, by ids. */
class ScoreRows {
  private graduateIds: Uint32Array;
  private postingIds: Uint32Array;
  private scores: Uint16Array;
  private count = 0;

  constructor(room: number) {
    this.graduateIds = new Uint32Array(room + 1);
    this.postingIds = new Uint32Array(room + 1);
    this.scores = new Uint16Array(room + 1);
  }

  add(graduateId: number, postingId: number, score: number): void {
    if (this.count === this.scores.length) this.grow();
    this.graduateIds[this.count] = graduateId;
    this.postingIds[this.count] = postingId;
    this.scores[this.count++] = score;
  }

  columns(): ScoreColumns {
    return {
      graduateIds: this.graduateIds.subarray(0, this.count),
      postingIds: this.postingIds.subarray(0, this.count),
      scores: this.scores.subarray(0, this.count),
    };
  }

  private grow(): void {
    const room = 2 * this.scores.length;
    const { graduateIds, postingIds, scores } = this;
    (this.graduateIds = new Uint32Array(room)).set(graduateIds);
    (this.postingIds = new Uint32Array(room)).set(postingIds);
    (this.scores = new Uint16Array(room)).set(scores);
  }
}
