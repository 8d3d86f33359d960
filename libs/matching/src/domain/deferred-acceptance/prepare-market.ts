import { rankInvalid, rankingTwice, rankTwice, scoreInvalid, scoreTwice, wishTwice } from '../../matching.errors';
import { Marks } from '../marks';
import { countingOrder } from '../counting-order';
import { drawLots } from './lottery';
import { Market, MAX_PARTICIPANTS, MAX_RANK, MAX_SCORE, NOT_ELIGIBLE, NOT_RANKED } from './market';
import { PairsByGraduate, pairsByGraduate, RowOrder } from './pairs-by-graduate';
import { enrol, Participants } from './participants';
import type { RoundInput } from './round-input';

/**
 * Checks a round's rows and brings them into canonical form: sorts, completes the lists of those who agreed, and breaks
 * ties by lot. Linear in the number of rows.
 *
 * A posting's strict order is: those it ranked, by rank; then, if it agreed, those it did not, by falling score; lots
 * decide between equals. A graduate's choices are: their wishes by rank; then, if they agreed, the other postings they
 * have a score with, by falling score, equal ones by the postings' lots.
 *
 * @throws DomainError BAD_INPUT, naming the first bad row found; RangeError when columns differ in length
 */
export function prepareMarket(input: RoundInput): Market {
  assertColumns(input);
  const participants = enrol(input);
  const lists = listsOf(input, participants);
  assertWishesStrict(lists.wishes, participants);
  const postingCount = participants.postings.ids.length;
  const counts = countChoices(lists, participants);
  const market = {
    seed: input.seed,
    graduateIds: participants.graduates.ids,
    postingIds: participants.postings.ids,
    capacities: participants.capacities,
    applicants: new Int32Array(postingCount),
    choiceOffsets: counts.offsets,
    choices: new Int32Array(counts.total),
    ownChoices: counts.own,
    priorities: new Float64Array(counts.total),
  };
  fillChoices(market, lists, participants);
  return market;
}

interface Lists {
  /** By rank within a graduate. */
  readonly wishes: PairsByGraduate;
  readonly rankings: PairsByGraduate;
  /** Best first within a graduate. */
  readonly scores: PairsByGraduate;
}

function listsOf(input: RoundInput, participants: Participants): Lists {
  const { wishes, rankings, scores } = input;
  assertRanks(input.wishes);
  assertRanks(input.rankings);
  assertScores(input);
  const byRank: RowOrder = (_postings, ranks) => countingOrder(ranks, MAX_RANK + 1);
  return {
    wishes: pairsByGraduate(wishes, wishes.ranks, participants, byRank),
    rankings: pairsByGraduate(rankings, rankings.ranks, participants),
    scores: pairsByGraduate(scores, scores.scores, participants, bestFirst(input.seed, participants)),
  };
}

function bestFirst(seed: string, { graduates, postings }: Participants): RowOrder | undefined {
  if (!graduates.completes.includes(1)) return undefined;
  return (postingOf, scores) => {
    const turns = drawLots(seed, 'posting', postings.ids);
    const byTurn = countingOrder(
      postingOf.map((posting) => turns[posting]!),
      postings.ids.length,
    );
    const deficits = scores.map((score) => MAX_SCORE - score);
    return countingOrder(deficits, MAX_SCORE + 1, byTurn);
  };
}

function assertColumns({ graduates, postings, wishes, rankings, scores }: RoundInput): void {
  for (const columns of [graduates, postings, wishes, rankings, scores]) {
    const lengths = Object.values<ArrayLike<number>>({ ...columns }).map(({ length }) => length);
    if (new Set(lengths).size !== 1) throw new RangeError('columns of one table differ in length');
  }
}

function assertRanks({ graduateIds, postingIds, ranks }: RoundInput['wishes']): void {
  const row = ranks.indexOf(0);
  if (row >= 0) throw rankInvalid(graduateIds[row]!, postingIds[row]!);
}

function assertScores({ scores: { graduateIds, postingIds, scores } }: RoundInput): void {
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! > MAX_SCORE) throw scoreInvalid(graduateIds[row]!, postingIds[row]!, MAX_SCORE);
  }
}

function assertWishesStrict({ offsets, values }: PairsByGraduate, { graduates }: Participants): void {
  for (let graduate = 0; graduate < graduates.ids.length; graduate++) {
    for (let entry = offsets[graduate]! + 1; entry < offsets[graduate + 1]!; entry++) {
      if (values[entry] === values[entry - 1]) throw rankTwice(graduates.ids[graduate]!, values[entry]!);
    }
  }
}

/** Own wishes, and for those who agreed every further posting they have a score with. */
function countChoices({ wishes, scores }: Lists, { graduates, postings }: Participants) {
  const count = graduates.ids.length;
  const wished = new Marks(postings.ids.length);
  const offsets = new Int32Array(count + 1);
  const own = new Int32Array(count);
  for (let graduate = 0; graduate < count; graduate++) {
    own[graduate] = wishes.offsets[graduate + 1]! - wishes.offsets[graduate]!;
    let choices = own[graduate]!;
    if (graduates.completes[graduate] === 1) {
      wished.clear();
      for (let entry = wishes.offsets[graduate]!; entry < wishes.offsets[graduate + 1]!; entry++) {
        wished.set(wishes.postings[entry]!);
      }
      for (let entry = scores.offsets[graduate]!; entry < scores.offsets[graduate + 1]!; entry++) {
        if (!wished.has(scores.postings[entry]!)) choices++;
      }
    }
    offsets[graduate + 1] = offsets[graduate]! + choices;
  }
  return { offsets, own, total: offsets[count]! };
}

/** Writes each graduate's choices and, beside them, how the postings see the graduate. */
function fillChoices(market: Market, { wishes, rankings, scores }: Lists, { graduates, postings }: Participants): void {
  const turns = drawLots(market.seed, 'graduate', graduates.ids);
  const wished = new Marks(postings.ids.length);
  const ranked = new Marks(postings.ids.length);
  const scored = new Marks(postings.ids.length);
  for (let graduate = 0; graduate < turns.length; graduate++) {
    const twice = (error: typeof wishTwice) => (posting: number) =>
      error(graduates.ids[graduate]!, postings.ids[posting]!);
    load(wished, wishes, graduate, twice(wishTwice));
    load(ranked, rankings, graduate, twice(rankingTwice));
    load(scored, scores, graduate, twice(scoreTwice));
    let choice = market.choiceOffsets[graduate]!;
    const add = (posting: number): void => {
      const step = orderStep(ranked.get(posting), scored.get(posting), postings.completes[posting]!);
      market.choices[choice] = posting;
      market.priorities[choice++] = step < 0 ? step : step * MAX_PARTICIPANTS + turns[graduate]!;
      if (step >= 0) market.applicants[posting]!++;
    };
    for (let entry = wishes.offsets[graduate]!; entry < wishes.offsets[graduate + 1]!; entry++) {
      add(wishes.postings[entry]!);
    }
    if (graduates.completes[graduate] !== 1) continue;
    for (let entry = scores.offsets[graduate]!; entry < scores.offsets[graduate + 1]!; entry++) {
      if (!wished.has(scores.postings[entry]!)) add(scores.postings[entry]!);
    }
  }
}

/** Where a graduate comes in a posting's order before lots are drawn: ranks first, then falling scores. */
function orderStep(rank: number, score: number, completes: number): number {
  if (rank !== Marks.ABSENT) return rank;
  if (completes !== 1) return NOT_RANKED;
  return score === Marks.ABSENT ? NOT_ELIGIBLE : MAX_RANK + 1 + MAX_SCORE - score;
}

/** @throws what `twice` makes of a posting that the graduate has two entries for */
function load(
  marks: Marks,
  { offsets, postings, values }: PairsByGraduate,
  graduate: number,
  twice: (posting: number) => Error,
): void {
  marks.clear();
  for (let entry = offsets[graduate]!; entry < offsets[graduate + 1]!; entry++) {
    const posting = postings[entry]!;
    if (marks.has(posting)) throw twice(posting);
    marks.set(posting, values[entry]!);
  }
}
