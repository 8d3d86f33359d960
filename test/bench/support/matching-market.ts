/** A season of graduates and postings, the same every time, for the matching benchmark. */
import type { RoundInput } from '@sxbq/matching';

export const WISHES = 20;
export const POSTINGS = 3_000;

/** Numbers 0 up to, without, 2^32: xorshift32. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/**
 * Every graduate ranks 20 postings, popular ones more often; every posting ranks all who wish for it, half of them tied
 * with another. Places for nine graduates of ten. Rows as a database delivers them: by graduate, by posting.
 */
export function season(graduates: number): RoundInput {
  const next = numbersFrom(20_260_901);
  const pairs = graduates * WISHES;
  const wishes = columns(pairs);
  const byPosting: number[][] = Array.from({ length: POSTINGS }, () => []);
  let row = 0;
  for (let graduate = 1; graduate <= graduates; graduate++) {
    const wished = new Set<number>();
    while (wished.size < WISHES) wished.add(Math.floor(POSTINGS * (next() / 2 ** 32) ** 2));
    let rank = 1;
    for (const posting of wished) {
      wishes.graduateIds[row] = graduate;
      wishes.postingIds[row] = posting + 1;
      wishes.ranks[row++] = rank++;
      byPosting[posting]!.push(graduate);
    }
  }
  const rankings = columns(pairs);
  row = 0;
  byPosting.forEach((applicants, posting) => {
    shuffle(applicants, next);
    applicants.forEach((graduate, position) => {
      rankings.graduateIds[row] = graduate;
      rankings.postingIds[row] = posting + 1;
      rankings.ranks[row++] = 1 + (position >> 1);
    });
  });
  return {
    seed: '示例-2026',
    graduates: { ids: upTo(graduates), completes: new Uint8Array(graduates) },
    postings: {
      ids: upTo(POSTINGS),
      capacities: new Int32Array(POSTINGS).fill(Math.max(1, Math.round((0.9 * graduates) / POSTINGS))),
      completes: new Uint8Array(POSTINGS),
    },
    wishes,
    rankings,
    scores: { graduateIds: new Uint32Array(), postingIds: new Uint32Array(), scores: new Uint16Array() },
  };
}

const columns = (rows: number) => ({
  graduateIds: new Uint32Array(rows),
  postingIds: new Uint32Array(rows),
  ranks: new Uint16Array(rows),
});

const upTo = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index + 1);

function shuffle(values: number[], next: () => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = next() % (last + 1);
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
}
