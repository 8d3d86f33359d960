import fc from 'fast-check';
import { largestRemainder, Weighted } from './largest-remainder';

const shares = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4_294_967_295 }), fc.integer({ min: 0, max: 1_000_000_000 })), {
    minLength: 1,
    maxLength: 40,
    selector: ([id]) => id,
  })
  .filter((pairs) => pairs.some(([, weight]) => weight > 0))
  .map((pairs) => pairs.map(([id, weight]): Weighted => ({ id, weight })));
const total = fc.integer({ min: 0, max: 2_000_000_000 });

describe('largestRemainder', () => {
  it.each([
    ['exact shares', 10, { 1: 1, 2: 4 }, { 1: 2, 2: 8 }],
    ['the largest remainder gets what is left', 10, { 1: 1, 2: 1, 3: 4 }, { 1: 2, 2: 2, 3: 6 }],
    ['of equal remainders the smaller id first', 2, { 7: 1, 3: 1, 5: 1 }, { 3: 1, 5: 1, 7: 0 }],
    ['a weight of zero gets nothing', 5, { 1: 0, 2: 3 }, { 1: 0, 2: 5 }],
    ['nothing to give', 0, { 1: 2, 2: 3 }, { 1: 0, 2: 0 }],
    ['fewer than recipients', 1, { 1: 3, 2: 4, 3: 3 }, { 1: 0, 2: 1, 3: 0 }],
  ])('%s', (_case, amount, weights, expected) => {
    const given = largestRemainder(
      amount,
      Object.entries(weights).map(([id, weight]) => ({ id: Number(id), weight })),
    );
    expect(Object.fromEntries(given)).toEqual(expected);
  });

  it('gives out the total, each within one of its exact share, nothing to a zero weight', () => {
    fc.assert(
      fc.property(total, shares, (amount, weighted) => {
        const given = largestRemainder(amount, weighted);
        const sum = weighted.reduce((so, { weight }) => so + BigInt(weight), 0n);
        expect([...given.values()].reduce((so, value) => so + value, 0)).toBe(amount);
        for (const { id, weight } of weighted) {
          const product = BigInt(amount) * BigInt(weight);
          const whole = product / sum;
          const value = BigInt(given.get(id) as number);
          expect(value === whole || (value === whole + 1n && product % sum > 0n)).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(total, shares, (amount, weighted) => {
        const given = largestRemainder(amount, weighted);
        const reversed = largestRemainder(amount, weighted.toReversed());
        expect(Object.fromEntries(reversed)).toEqual(Object.fromEntries(given));
      }),
    );
  });

  it('never gives a larger weight less', () => {
    fc.assert(
      fc.property(total, shares, (amount, weighted) => {
        const given = largestRemainder(amount, weighted);
        const sorted = weighted.toSorted((one, other) => one.weight - other.weight);
        sorted.forEach(({ id, weight }, index) => {
          const next = sorted[index + 1];
          if (next && next.weight > weight) {
            expect(given.get(next.id) as number).toBeGreaterThanOrEqual(given.get(id) as number);
          }
        });
      }),
    );
  });

  it.each([
    ['a negative total', -1, [{ id: 1, weight: 1 }]],
    ['a fraction', 1, [{ id: 1, weight: 0.5 }]],
    ['no weight above zero', 1, [{ id: 1, weight: 0 }]],
    ['nobody', 1, []],
    [
      'an id twice',
      1,
      [
        { id: 1, weight: 1 },
        { id: 1, weight: 2 },
      ],
    ],
  ])('refuses %s', (_case, amount, weighted) => {
    expect(() => largestRemainder(amount, weighted)).toThrow(RangeError);
  });
});
