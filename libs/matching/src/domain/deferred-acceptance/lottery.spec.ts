import { createHash } from 'node:crypto';
import { drawLots, lotOf } from './lottery';
import { runRound } from './round-outcome';
import { placesOf } from './testing/places';
import { columnsOf } from './testing/round-rows';

describe('the lottery', () => {
  it('is the published one: first 8 digits of SHA-256 of seed, side and id', () => {
    const digits = createHash('sha256').update('2026秋季双选会/graduate/42').digest('hex').slice(0, 8);
    expect(lotOf('2026秋季双选会', 'graduate', 42).toString(16).padStart(8, '0')).toBe(digits);
    expect(lotOf('2026秋季双选会', 'graduate', 42)).toBe(0x13f43459);
  });

  it('gives everybody one turn, lower lots first', () => {
    const ids = Uint32Array.from({ length: 500 }, (_, index) => 7 * index + 1);
    const turns = drawLots('s', 'posting', ids);
    expect([...turns].sort((one, other) => one - other)).toEqual([...ids.keys()]);
    const byTurn = [...ids.keys()].sort((one, other) => turns[one]! - turns[other]!);
    const lots = byTurn.map((index) => lotOf('s', 'posting', ids[index]!));
    expect(lots).toEqual(lots.toSorted((one, other) => one - other));
  });

  it('decides between tied graduates, by the seed alone', () => {
    const winner = (seed: string) => [
      ...placesOf(
        runRound(
          columnsOf({
            seed,
            graduates: [1, 2, 3].map((id) => ({ id, wishes: [9] })),
            postings: [{ id: 9, capacity: 1, ranking: [[3, 1, 2]] }],
          }),
        ),
      ).keys(),
    ];
    const seeds = Array.from({ length: 40 }, (_, index) => `s${index}`);
    for (const seed of seeds) {
      const [first] = [1, 2, 3].sort((one, other) => lotOf(seed, 'graduate', one) - lotOf(seed, 'graduate', other));
      expect(winner(seed)).toEqual([first]);
    }
    expect(new Set(seeds.flatMap(winner))).toEqual(new Set([1, 2, 3]));
  });
});
