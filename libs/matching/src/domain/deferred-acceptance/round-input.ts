/** Ids of a pair, in columns: row i is graduate i and posting i. Rows come in any order. */
export interface PairColumns {
  readonly graduateIds: Uint32Array;
  readonly postingIds: Uint32Array;
}

/** `ranks` from 1, gaps allowed. */
export interface RankColumns extends PairColumns {
  readonly ranks: Uint16Array;
}

/** `scores` 0–10 000, higher is better. */
export interface ScoreColumns extends PairColumns {
  readonly scores: Uint16Array;
}

/**
 * What a round is computed from, in columns, so that a thread takes it over without copying and a reader of the
 * database fills it row by row. The order of rows means nothing.
 */
export interface RoundInput {
  /** Published before the round; decides ties and nothing else. */
  readonly seed: string;
  readonly graduates: {
    readonly ids: Uint32Array;
    /** 1: agreed that postings they did not rank follow by score. */
    readonly completes: Uint8Array;
  };
  readonly postings: {
    readonly ids: Uint32Array;
    /** Places, at least 1. */
    readonly capacities: Int32Array;
    /** 1: agreed that graduates it did not rank follow by score. */
    readonly completes: Uint8Array;
  };
  /** Graduates' strict lists: no rank twice. */
  readonly wishes: RankColumns;
  /** Postings' lists; an equal rank is a tie. Who is ranked is acceptable, whatever the score says. */
  readonly rankings: RankColumns;
  /** Pairs that meet the hard constraints, with their score. An absent pair is not eligible. */
  readonly scores: ScoreColumns;
}
