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

/** Scores of the round's participants: the same ids, of both sides. */
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
 * @throws RangeError for scoring columns of other participants, or filled wrongly
 */
export function scoreRound(round: FrozenRound, scoring: RoundScoring): RoundInput {
  const { seed, graduates, postings, wishes, rankings } = round;
  assertSameIds(graduates.ids, scoring.input.graduates.ids);
  assertSameIds(postings.ids, scoring.input.postings.ids);
  const sides = { graduates: new IdIndex(graduates.ids), postings: new IdIndex(postings.ids) };
  const wished = indicesOf(wishes, sides);
  const scores = new ScoreRows(round, wishes.ranks.length);
  const found = scorePairs(scoring.input, scoring.weights, wished.graduates, wished.postings);
  for (let row = 0; row < found.length; row++) {
    if (found[row] !== NO_SCORE) scores.add(wished.graduates[row]!, wished.postings[row]!, found[row]!);
  }
  addCompletions(scores, round, scoring, wished, indicesOf(round.barred, sides));
  return {
    seed,
    graduates: { ids: graduates.ids, completes: graduates.completes },
    postings,
    wishes,
    rankings,
    scores: scores.columns(),
  };
}

interface PairIndices {
  readonly graduates: Int32Array;
  readonly postings: Int32Array;
}

function addCompletions(
  scores: ScoreRows,
  { graduates }: FrozenRound,
  { input, weights, completions }: RoundScoring,
  wished: PairIndices,
  barred: PairIndices,
): void {
  const completing = Int32Array.from(graduates.ids.keys()).filter((graduate) => graduates.completes[graduate] === 1);
  if (completing.length === 0) return;
  const lists = bestPostings(input, weights, completing, completions, [wished, barred]);
  for (let row = 0; row < completing.length; row++) {
    for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry++) {
      scores.add(completing[row]!, lists.partners[entry]!, lists.scores[entry]!);
    }
  }
}

function indicesOf(
  { graduateIds, postingIds }: PairColumns,
  sides: { readonly graduates: IdIndex; readonly postings: IdIndex },
): PairIndices {
  const graduates = new Int32Array(graduateIds.length);
  const postings = new Int32Array(postingIds.length);
  for (let row = 0; row < graduates.length; row++) {
    graduates[row] = sides.graduates.of(graduateIds[row]!);
    postings[row] = sides.postings.of(postingIds[row]!);
  }
  return { graduates, postings };
}

function assertSameIds(of: Uint32Array, scored: Uint32Array): void {
  if (of.length !== scored.length || of.some((id, index) => id !== scored[index])) {
    throw new RangeError('the scoring is not of the round’s participants');
  }
}

/** Score columns that grow, by ids. */
class ScoreRows {
  private graduateIds: Uint32Array;
  private postingIds: Uint32Array;
  private scores: Uint16Array;
  private count = 0;

  constructor(
    private readonly round: FrozenRound,
    room: number,
  ) {
    this.graduateIds = new Uint32Array(room + 1);
    this.postingIds = new Uint32Array(room + 1);
    this.scores = new Uint16Array(room + 1);
  }

  /** Both by index. */
  add(graduate: number, posting: number, score: number): void {
    if (this.count === this.scores.length) this.grow();
    const { graduates, postings } = this.round;
    this.graduateIds[this.count] = graduates.ids[graduate]!;
    this.postingIds[this.count] = postings.ids[posting]!;
    this.scores[this.count++] = graduates.optedOut[graduate] === 1 ? 0 : score;
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
