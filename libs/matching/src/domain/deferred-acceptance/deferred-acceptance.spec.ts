import fc from 'fast-check';
import { runRound } from './round-outcome';
import { arbitraryRound } from './testing/arbitrary-round';
import {
  allStableMatchings,
  naiveBlockingPairs,
  naiveGraduateProposing,
  naiveMarket,
  NaiveMatching,
  naivePostingProposing,
  tenantsOf,
} from './testing/naive-market';
import { placesOf } from './testing/places';
import { columnsOf, RoundRows } from './testing/round-rows';

const small = arbitraryRound({ graduates: 9, postings: 6 });
const tiny = arbitraryRound({ graduates: 4, postings: 3 });

const solve = (rows: RoundRows): NaiveMatching => placesOf(runRound(columnsOf(rows)));
const sorted = (matching: NaiveMatching) => [...matching].sort(([one], [other]) => one - other);

/** How much a graduate likes what a matching gives them: 0 is best. */
const wishOf = (choices: readonly number[], posting: number | undefined): number =>
  posting === undefined ? choices.length : choices.indexOf(posting);

describe('deferred acceptance', () => {
  it('leaves no blocking pair', () => {
    fc.assert(
      fc.property(small, (rows) => {
        expect(naiveBlockingPairs(naiveMarket(rows), solve(rows))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives what Gale–Shapley by the book gives, with ties, completion and all', () => {
    fc.assert(
      fc.property(small, (rows) => {
        expect(sorted(solve(rows))).toEqual(sorted(naiveGraduateProposing(naiveMarket(rows))));
      }),
      { numRuns: 300 },
    );
  });

  it('gives every graduate the best place of all stable matchings', () => {
    fc.assert(
      fc.property(tiny, (rows) => {
        const market = naiveMarket(rows);
        const stable = allStableMatchings(market);
        const ours = solve(rows);
        const graduates = [...market.choices];
        const liked = (matching: NaiveMatching) =>
          graduates.map(([graduate, choices]) => wishOf(choices, matching.get(graduate)));
        const best = graduates.map((_, index) => Math.min(...stable.map((matching) => liked(matching)[index]!)));
        expect(liked(ours)).toEqual(best);
      }),
      { numRuns: 200 },
    );
  });

  it('places the same graduates, and fills the same places, as every other stable matching (rural hospitals)', () => {
    fc.assert(
      fc.property(tiny, (rows) => {
        const market = naiveMarket(rows);
        const ours = solve(rows);
        for (const other of [...allStableMatchings(market), naivePostingProposing(market)]) {
          expectSameFill(rows, ours, other);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('fills as the postings’ own proposing would, on larger rounds too', () => {
    fc.assert(
      fc.property(small, (rows) => expectSameFill(rows, solve(rows), naivePostingProposing(naiveMarket(rows)))),
      { numRuns: 200 },
    );
  });

  it('rewards no graduate for wishing otherwise than they mean', () => {
    const graduateAndLie = tiny.chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        liar: fc.nat({ max: rows.graduates.length - 1 }),
        lie: fc.shuffledSubarray(rows.postings.map(({ id }) => id)),
      }),
    );
    fc.assert(
      fc.property(graduateAndLie, ({ rows, liar, lie }) => {
        const { id, wishes } = rows.graduates[liar]!;
        const plain = { ...rows, graduates: rows.graduates.map((row) => ({ ...row, completes: false })) };
        const bent = {
          ...plain,
          graduates: plain.graduates.map((row) => (row.id === id ? { ...row, wishes: lie } : row)),
        };
        const gained = solve(bent).get(id);
        const liked = gained === undefined || wishes.includes(gained) ? wishOf(wishes, gained) : wishes.length;
        expect(liked).toBeGreaterThanOrEqual(wishOf(wishes, solve(plain).get(id)));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of rows: neither result nor digest', () => {
    fc.assert(
      fc.property(small, fc.infiniteStream(fc.nat()), (rows, numbers) => {
        const shuffle = <T>(list: T[]): T[] =>
          list
            .map((value) => ({ value, key: numbers.next().value as number }))
            .sort((one, other) => one.key - other.key)
            .map(({ value }) => value);
        expect(runRound(columnsOf(rows, shuffle))).toEqual(runRound(columnsOf(rows)));
      }),
      { numRuns: 200 },
    );
  });
});

function expectSameFill(rows: RoundRows, ours: NaiveMatching, other: NaiveMatching): void {
  const fillOf = (matching: NaiveMatching) =>
    rows.postings.map(({ id, capacity }) => {
      const tenants = tenantsOf(matching, id);
      return tenants.length < capacity ? tenants : tenants.length;
    });
  expect([[...other.keys()].sort(), fillOf(other)]).toEqual([[...ours.keys()].sort(), fillOf(ours)]);
}
