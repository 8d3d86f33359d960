import fc from 'fast-check';
import { deferredAcceptance, Matching } from './deferred-acceptance';
import { Market, NONE } from './market';
import { prepareMarket } from './prepare-market';
import { findFlaw } from './stability';
import { arbitraryRound } from './testing/arbitrary-round';
import { naiveBlockingPairs, naiveMarket } from './testing/naive-market';
import { columnsOf } from './testing/round-rows';

/** A matching that need not be stable, but keeps capacities and is acceptable to all. */
function arbitraryMatching(market: Market, picks: readonly number[]): Matching {
  const filled = new Int32Array(market.postingIds.length);
  const heldChoices = new Int32Array(market.graduateIds.length).fill(NONE);
  heldChoices.forEach((_, graduate) => {
    const first = market.choiceOffsets[graduate]!;
    const count = market.choiceOffsets[graduate + 1]! - first;
    const choice = first + (picks[graduate]! % (count + 1));
    if (choice === first + count || market.priorities[choice]! < 0) return;
    const posting = market.choices[choice]!;
    if (filled[posting] === market.capacities[posting]) return;
    filled[posting]!++;
    heldChoices[graduate] = choice;
  });
  return { heldChoices, filled, proposals: 0 };
}

const round = columnsOf({
  graduates: [
    { id: 1, wishes: [10, 20] },
    { id: 2, wishes: [10] },
    { id: 3, wishes: [20] },
  ],
  postings: [
    { id: 10, capacity: 1, ranking: [2, 1] },
    { id: 20, capacity: 1, ranking: [1, 3] },
  ],
});

describe('the stability check', () => {
  it('agrees with looking at every pair, on stable and unstable matchings', () => {
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(
        arbitraryRound({ graduates: 6, postings: 4 }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        (rows, picks) => {
          const market = prepareMarket(columnsOf(rows));
          const matching = arbitraryMatching(market, picks);
          const places = new Map(
            [...matching.heldChoices.entries()]
              .filter(([, choice]) => choice !== NONE)
              .map(([graduate, choice]) => [
                market.graduateIds[graduate]!,
                market.postingIds[market.choices[choice]!]!,
              ]),
          );
          const pairs = naiveBlockingPairs(naiveMarket(rows), places);
          const flaw = findFlaw(market, matching);
          verdicts.add(flaw === null);
          if (pairs.length === 0) return expect(flaw).toBeNull();
          expect(flaw).toMatchObject({ kind: 'BLOCKING_PAIR' });
          const { graduateId, postingId } = flaw as { graduateId: number; postingId: number };
          expect(pairs).toContainEqual([graduateId, postingId]);
        },
      ),
      { numRuns: 400 },
    );
    expect(verdicts).toEqual(new Set([true, false]));
  });

  it.each<[string, (matching: Matching) => Partial<Matching>, string]>([
    [
      'a graduate moved away from the better place',
      ({ filled }) => ({ heldChoices: Int32Array.of(0, -1, 3), filled }),
      'BLOCKING_PAIR',
    ],
    ['somebody else’s choice', ({ heldChoices }) => ({ heldChoices: heldChoices.with(2, 1) }), 'NOT_ACCEPTABLE'],
    ['a count that is wrong', ({ filled }) => ({ filled: filled.with(0, 0) }), 'MISCOUNTED'],
    [
      'too many for a posting',
      () => ({ heldChoices: Int32Array.of(0, 2, 3), filled: Int32Array.of(2, 1) }),
      'MISCOUNTED',
    ],
  ])('finds %s', (_case, spoil, kind) => {
    const market = prepareMarket(round);
    const matching = deferredAcceptance(market);
    expect(findFlaw(market, matching)).toBeNull();
    expect(findFlaw(market, { ...matching, ...spoil(matching) })).toMatchObject({ kind });
  });
});
