import { isInProgrammeYear, programmeYear, referenceDateOf } from './programme-year';

describe('the programme year', () => {
  it.each([
    [2024, 366],
    [2025, 365],
  ])('%i has %i days', (year, days) => {
    expect(programmeYear(year)).toEqual({ year, firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, days });
  });

  it('holds its own days only (case 15)', () => {
    expect(isInProgrammeYear(2025, '2025-01-01')).toBe(true);
    expect(isInProgrammeYear(2025, '2025-12-31')).toBe(true);
    expect(isInProgrammeYear(2025, '2024-12-31')).toBe(false);
    expect(isInProgrammeYear(2025, '2026-01-01')).toBe(false);
  });

  it.each([
    [2025, '2025-06-01', '2025-06-01'],
    [2024, '2025-06-01', '2024-12-31'],
    [2026, '2025-06-01', '2026-01-01'],
  ])('looks at year %i on %s as of %s', (year, today, reference) => {
    expect(referenceDateOf(year, today)).toBe(reference);
  });
});
