import { isDecimalText } from '../model';
import { canonicalPoints, givenPoints } from './marked-points';

describe('points that people give', () => {
  it.each([
    ['0', '100', '0'],
    ['100', '100', '100'],
    ['100.00', '100', '100'],
    ['85.5', '100', '85.5'],
    ['85.50', '100', '85.5'],
    ['7.05', '12.5', '7.05'],
    ['12.50', '12.5', '12.5'],
  ])('%s of %s are %s', (text, maximum, points) => {
    expect(givenPoints(text, maximum)).toBe(points);
    expect(isDecimalText(points)).toBe(true);
  });

  it.each(['100.01', '101', '-1', '+1', '1e1', '85.555', '', ' 1', '1,5', 'NaN', '８', '.5', '5.'])(
    '%j are none',
    (text) => expect(givenPoints(text, '100')).toBeNull(),
  );

  it('lose the needless zeros that a column of two decimals has', () => {
    expect(['85.00', '85.50', '0.05', '0.00'].map(canonicalPoints)).toEqual(['85', '85.5', '0.05', '0']);
  });
});
