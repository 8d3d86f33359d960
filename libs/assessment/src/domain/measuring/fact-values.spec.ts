import fc from 'fast-check';
import { isDecimalText } from '../model/decimal-text';
import { countFact, cutQuotient, evidenceOf, percentFact } from './fact-values';

describe('values of facts', () => {
  it.each([
    [1, 3, '0.3333'],
    [2, 3, '0.6666'],
    [1, 2, '0.5'],
    [10, 5, '2'],
    [0, 7, '0'],
    [100 * 1199, 1200, '99.9166'],
    [100 * 999_999, 1_000_000, '99.9999'],
    [1, 100_000, '0'],
  ])('%d by %d is %s: cut, never rounded up', (numerator, divisor, expected) => {
    expect(cutQuotient(numerator, divisor)).toBe(expected);
  });

  it('have the canonical form and reach a whole percent exactly when the counts do', () => {
    const counts = fc.tuple(
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 100 }),
    );
    fc.assert(
      fc.property(counts, ([counted, total, percent]) => {
        const { value } = percentFact({ counted, total }, []);
        expect(isDecimalText(value)).toBe(true);
        expect(Number(value) >= percent).toBe(100 * counted >= percent * total);
      }),
    );
  });

  it('are met when a target is reached', () => {
    expect([countFact(9, [], 10).met, countFact(10, [], 10).met, countFact(10, []).met]).toEqual([false, true, null]);
  });

  it('name each row of evidence once, in order of id', () => {
    expect(evidenceOf('AGREEMENT', [9, 3, 9])).toEqual([{ type: 'AGREEMENT', ids: [3, 9], count: 2 }]);
    expect(evidenceOf('CLASS', [9, 3], 61)).toEqual([{ type: 'CLASS', ids: [3, 9], count: 61 }]);
    expect(evidenceOf('CLASS', [])).toEqual([]);
  });
});
