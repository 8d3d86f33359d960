import type { RoundInput } from '../round-input';

/** A round as people would write it down. */
export interface RoundRows {
  readonly seed?: string;
  readonly graduates: readonly GraduateRow[];
  readonly postings: readonly PostingRow[];
  readonly scores?: readonly ScoreRow[];
}
export interface GraduateRow {
  readonly id: number;
  /** Posting ids, best first. */
  readonly wishes: readonly number[];
  readonly completes?: boolean;
}
export interface PostingRow {
  readonly id: number;
  readonly capacity: number;
  /** Graduate ids, best first; those in one list are tied. */
  readonly ranking: readonly (number | readonly number[])[];
  readonly completes?: boolean;
}
export interface ScoreRow {
  readonly graduateId: number;
  readonly postingId: number;
  readonly score: number;
}

export const SEED = '示例-2026';

/** The same round in columns. `shuffle` gives each table's rows another order. */
export function columnsOf(rows: RoundRows, shuffle: <T>(list: T[]) => T[] = (list) => list): RoundInput {
  const graduates = shuffle([...rows.graduates]);
  const postings = shuffle([...rows.postings]);
  const wishes = shuffle(
    rows.graduates.flatMap(({ id, wishes: wished }) =>
      wished.map((postingId, index) => ({ graduateId: id, postingId, rank: index + 1 })),
    ),
  );
  const rankings = shuffle(rows.postings.flatMap(rankedRows));
  const scores = shuffle([...(rows.scores ?? [])]);
  return {
    seed: rows.seed ?? SEED,
    graduates: {
      ids: Uint32Array.from(graduates, ({ id }) => id),
      completes: Uint8Array.from(graduates, ({ completes }) => Number(completes ?? false)),
    },
    postings: {
      ids: Uint32Array.from(postings, ({ id }) => id),
      capacities: Int32Array.from(postings, ({ capacity }) => capacity),
      completes: Uint8Array.from(postings, ({ completes }) => Number(completes ?? false)),
    },
    wishes: { ...pairColumns(wishes), ranks: Uint16Array.from(wishes, ({ rank }) => rank) },
    rankings: { ...pairColumns(rankings), ranks: Uint16Array.from(rankings, ({ rank }) => rank) },
    scores: { ...pairColumns(scores), scores: Uint16Array.from(scores, ({ score }) => score) },
  };
}

function rankedRows({ id, ranking }: PostingRow) {
  return ranking.flatMap((tied, index) =>
    [tied].flat().map((graduateId) => ({ graduateId, postingId: id, rank: index + 1 })),
  );
}

const pairColumns = (rows: readonly { graduateId: number; postingId: number }[]) => ({
  graduateIds: Uint32Array.from(rows, ({ graduateId }) => graduateId),
  postingIds: Uint32Array.from(rows, ({ postingId }) => postingId),
});
