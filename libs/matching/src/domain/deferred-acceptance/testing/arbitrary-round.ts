import fc from 'fast-check';
import type { GraduateRow, PostingRow, RoundRows } from './round-rows';

/** Rounds with ties, gaps in the lists, agreement to completion on either side and scores for some pairs. */
export function arbitraryRound(limits: { graduates: number; postings: number }): fc.Arbitrary<RoundRows> {
  return fc
    .record({
      graduateIds: ids(limits.graduates),
      postingIds: ids(limits.postings),
      seed: fc.string({ maxLength: 6 }),
    })
    .chain(({ graduateIds, postingIds, seed }) =>
      fc.record({
        seed: fc.constant(seed),
        graduates: fc.tuple(...graduateIds.map((id) => graduateRow(id, postingIds))),
        postings: fc.tuple(...postingIds.map((id) => postingRow(id, graduateIds))),
        scores: fc
          .tuple(...graduateIds.flatMap((graduateId) => postingIds.map((postingId) => scoreRow(graduateId, postingId))))
          .map((rows) => rows.filter((row) => row !== null)),
      }),
    );
}

const ids = (maxLength: number) =>
  fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4_294_967_295 })), {
    minLength: 1,
    maxLength,
  });

const graduateRow = (id: number, postingIds: number[]): fc.Arbitrary<GraduateRow> =>
  fc.record({ id: fc.constant(id), wishes: fc.shuffledSubarray(postingIds), completes: fc.boolean() });

const postingRow = (id: number, graduateIds: number[]): fc.Arbitrary<PostingRow> =>
  fc.record({
    id: fc.constant(id),
    capacity: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(2_147_483_647)),
    ranking: fc
      .tuple(fc.shuffledSubarray(graduateIds), fc.array(fc.boolean(), { minLength: graduateIds.length }))
      .map(([ranked, tied]) => tieNeighbours(ranked, tied)),
    completes: fc.boolean(),
  });

/** Puts a graduate into the list of the one before when `tied` says so. */
function tieNeighbours(ranked: readonly number[], tied: readonly boolean[]): number[][] {
  const groups: number[][] = [];
  ranked.forEach((graduate, index) => {
    if (index > 0 && tied[index]) groups.at(-1)!.push(graduate);
    else groups.push([graduate]);
  });
  return groups;
}

const scoreRow = (graduateId: number, postingId: number) =>
  fc.option(
    fc.record({
      graduateId: fc.constant(graduateId),
      postingId: fc.constant(postingId),
      score: fc.constantFrom(0, 5_000, 5_001, 10_000),
    }),
    { freq: 3 },
  );
