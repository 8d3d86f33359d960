import { checkedYear, referenceDate } from './reference-date';

const today = '2025-06-15';
const code = (ask: () => unknown): string => {
  try {
    ask();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the reference date of a question', () => {
  it.each([
    [2025, undefined, today],
    [2024, null, '2024-12-31'],
    [2026, undefined, '2026-01-01'],
    [2024, '2024-02-29', '2024-02-29'],
    [2025, '2025-01-01', '2025-01-01'],
    [2025, '2025-12-31', '2025-12-31'],
  ])('of %i, asked for %s, is %s', (year, asOf, expected) => {
    expect(referenceDate(year, asOf, today)).toBe(expected);
  });

  it.each([
    [2025, '2024-12-31', 'REFERENCE_DATE_OUTSIDE_YEAR'],
    [2025, '2026-01-01', 'REFERENCE_DATE_OUTSIDE_YEAR'],
    [2025, '2025-02-29', 'DATE_MALFORMED'],
    [2025, '20250301', 'DATE_MALFORMED'],
    [25, undefined, 'YEAR_OUT_OF_RANGE'],
    [2025.5, undefined, 'YEAR_OUT_OF_RANGE'],
    [Number.NaN, undefined, 'YEAR_OUT_OF_RANGE'],
  ])('of %p, asked for %s, is refused: %s (case 15)', (year, asOf, expected) => {
    expect(code(() => referenceDate(year, asOf, today))).toBe(expected);
  });

  it('takes whole years of four digits', () => {
    expect(checkedYear(1900)).toBe(1900);
    expect(code(() => checkedYear(3000))).toBe('YEAR_OUT_OF_RANGE');
  });
});
