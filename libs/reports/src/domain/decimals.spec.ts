import * as fc from 'fast-check';
import { compareDecimals, differenceShown, meanShown, percentShown, shown } from './decimals';

describe('decimals', () => {
  it('rounds half away from zero and shows all its places', () => {
    expect(shown('12.345', 2)).toBe('12.35');
    expect(shown('12', 2)).toBe('12.00');
    expect(shown('-0.005', 2)).toBe('-0.01');
    expect(shown('-0.004', 2)).toBe('0.00');
    expect(shown('7.5', 0)).toBe('8');
  });

  it('is exact where binary fractions are not', () => {
    expect(differenceShown('0.3', '0.1', 2)).toBe('0.20');
    expect(meanShown(['0.1', '0.2'], 2)).toBe('0.15');
    expect(compareDecimals('0.30000000001', '0.3')).toBe(1);
  });

  it('has no mean of none and no share of nothing', () => {
    expect(meanShown([], 2)).toBeNull();
    expect(percentShown(['1'], ['0'], 1)).toBeNull();
  });

  it('says two thirds in percent', () => expect(percentShown(['2'], ['3'], 1)).toBe('66.7'));

  it('agrees with whole-number arithmetic in hundredths', () => {
    const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const text = (value: number): string => {
      const sign = value < 0 ? '-' : '';
      const size = Math.abs(value);
      const fraction = String(size % 100)
        .padStart(2, '0')
        .replace(/0+$/, '');
      return `${sign}${Math.floor(size / 100)}${fraction === '' ? '' : `.${fraction}`}`;
    };
    fc.assert(
      fc.property(hundredths, hundredths, (one, other) => {
        expect(Number(differenceShown(text(one), text(other), 2)) * 100).toBeCloseTo(one - other, 6);
        expect(Math.sign(compareDecimals(text(one), text(other)))).toBe(Math.sign(one - other) || 0);
      }),
    );
  });
});
