import { Checkpoint, noCheckpoint } from '../checkpoint';
import { IdIndex } from '../deferred-acceptance/id-index';
import type { PartnerLists } from '../scoring/best-partners';
import { PairScorer } from '../scoring/pair-scorer';
import type { ScoreWeights } from '../scoring/score-weights';
import type { ScoringInput } from '../scoring/scoring-input';
import { suggest, SuggestionLimits } from '../scoring/suggest';
import { PARTS_BYTES, writeParts } from './stored-parts';

/** Pairs that somebody pinned: kept whatever their place, as long as no hard constraint fails. Ids. */
export interface PinnedPairs {
  readonly graduateIds: Uint32Array;
  readonly postingIds: Uint32Array;
}

/** Every pair kept for one side at least, by graduate and then by posting. Rank 0: not among the best of that side. */
export interface SuggestionRows {
  readonly graduateIds: Uint32Array;
  readonly postingIds: Uint32Array;
  readonly graduateRanks: Uint16Array;
  readonly postingRanks: Uint16Array;
  readonly scores: Uint16Array;
  /** PARTS_BYTES a row. */
  readonly parts: Uint8Array;
  readonly eligible: number;
}

interface Ranks {
  graduateRank: number;
  postingRank: number;
}

/** Suggests, and lays the pairs out as they are stored: each once, with its place on either side and its parts. */
export function suggestionRows(
  input: ScoringInput,
  weights: ScoreWeights,
  limits: SuggestionLimits,
  pinned: PinnedPairs,
  checkpoint: Checkpoint = noCheckpoint,
): SuggestionRows {
  const { forGraduates, forPostings, eligible } = suggest(input, weights, limits, checkpoint);
  const inLists = placesByGraduate(forPostings, input.graduates.ids.length);
  const pins = pinsByGraduate(input, pinned);
  const most = forGraduates.partners.length + forPostings.partners.length + pinned.graduateIds.length;
  const rows = new RowColumns(most);
  const scorer = new PairScorer(input, weights);
  for (let graduate = 0; graduate < input.graduates.ids.length; graduate++) {
    const pairs = new Map<number, Ranks>();
    for (let entry = forGraduates.offsets[graduate]!; entry < forGraduates.offsets[graduate + 1]!; entry++) {
      const graduateRank = entry - forGraduates.offsets[graduate]! + 1;
      pairs.set(forGraduates.partners[entry]!, { graduateRank, postingRank: 0 });
    }
    for (const [posting, postingRank] of inLists[graduate] ?? []) ranksOf(pairs, posting).postingRank = postingRank;
    for (const posting of pins.get(graduate) ?? []) ranksOf(pairs, posting);
    if (pairs.size === 0) continue;
    scorer.load(graduate);
    for (const posting of [...pairs.keys()].sort((one, other) => one - other)) {
      if (scorer.obstacle(posting) !== null) continue;
      rows.add(input, graduate, posting, pairs.get(posting)!, scorer);
    }
  }
  return { ...rows.filled(), eligible };
}

function ranksOf(pairs: Map<number, Ranks>, posting: number): Ranks {
  const present = pairs.get(posting);
  if (present) return present;
  const ranks = { graduateRank: 0, postingRank: 0 };
  pairs.set(posting, ranks);
  return ranks;
}

/** By graduate: the postings that keep the graduate, with the place in their list. */
function placesByGraduate({ offsets, partners }: PartnerLists, graduates: number): [posting: number, rank: number][][] {
  const places: [number, number][][] = Array.from({ length: graduates }, () => []);
  for (let posting = 0; posting < offsets.length - 1; posting++) {
    for (let entry = offsets[posting]!; entry < offsets[posting + 1]!; entry++) {
      places[partners[entry]!]!.push([posting, entry - offsets[posting]! + 1]);
    }
  }
  return places;
}

/** Those of graduates and postings that are in the input. */
function pinsByGraduate({ graduates, postings }: ScoringInput, pinned: PinnedPairs): Map<number, number[]> {
  const graduateIndex = new IdIndex(graduates.ids);
  const postingIndex = new IdIndex(postings.ids);
  const pins = new Map<number, number[]>();
  pinned.graduateIds.forEach((id, row) => {
    const graduate = graduateIndex.of(id);
    const posting = postingIndex.of(pinned.postingIds[row]!);
    if (graduate < 0 || posting < 0) return;
    pins.set(graduate, [...(pins.get(graduate) ?? []), posting]);
  });
  return pins;
}

class RowColumns {
  private readonly graduateIds: Uint32Array;
  private readonly postingIds: Uint32Array;
  private readonly graduateRanks: Uint16Array;
  private readonly postingRanks: Uint16Array;
  private readonly scores: Uint16Array;
  private readonly parts: Uint8Array;
  private count = 0;

  constructor(most: number) {
    this.graduateIds = new Uint32Array(most);
    this.postingIds = new Uint32Array(most);
    this.graduateRanks = new Uint16Array(most);
    this.postingRanks = new Uint16Array(most);
    this.scores = new Uint16Array(most);
    this.parts = new Uint8Array(most * PARTS_BYTES);
  }

  add(input: ScoringInput, graduate: number, posting: number, ranks: Ranks, scorer: PairScorer): void {
    const row = this.count++;
    this.graduateIds[row] = input.graduates.ids[graduate]!;
    this.postingIds[row] = input.postings.ids[posting]!;
    this.graduateRanks[row] = ranks.graduateRank;
    this.postingRanks[row] = ranks.postingRank;
    this.scores[row] = scorer.score(posting);
    writeParts(scorer.parts(posting), this.parts, row * PARTS_BYTES);
  }

  filled(): Omit<SuggestionRows, 'eligible'> {
    return {
      graduateIds: this.graduateIds.slice(0, this.count),
      postingIds: this.postingIds.slice(0, this.count),
      graduateRanks: this.graduateRanks.slice(0, this.count),
      postingRanks: this.postingRanks.slice(0, this.count),
      scores: this.scores.slice(0, this.count),
      parts: this.parts.slice(0, this.count * PARTS_BYTES),
    };
  }
}
