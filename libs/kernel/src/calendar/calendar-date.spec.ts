import {
  addDays,
  addMonths,
  calendarDate,
  dayNumber,
  daysInclusive,
  isCalendarDate,
  shanghaiDate,
  yearOf,
} from './calendar-date';

describe('calendar dates (domain.md §2 case 10)', () => {
  it.each(['2024-02-29', '2000-02-29', '2025-12-31', '1900-01-01'])('%s exists', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-1-1',
    '20250101',
    '2025-00-10',
    '3000-01-01',
    '',
  ])('%s does not', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });

  it('builds a date only from parts that exist', () => {
    expect(calendarDate(2024, 2, 29)).toBe('2024-02-29');
    expect(calendarDate(2023, 2, 29)).toBeNull();
    expect(calendarDate(99, 1, 1)).toBeNull();
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2024-12-31', 1, '2025-01-01'],
  ])('%s plus %i days is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
  });

  it.each([
    ['2025-01-01', '2025-01-01', 1],
    ['2024-12-20', '2024-12-31', 12],
    ['2025-01-01', '2025-01-10', 10],
    ['2024-01-01', '2024-12-31', 366],
    ['2025-03-02', '2025-03-01', 0],
  ])('from %s to %s are %i days, both included', (from, to, days) => {
    expect(daysInclusive(from, to)).toBe(days);
  });

  it('reads an instant as the day it is in Shanghai', () => {
    expect(shanghaiDate(new Date('2025-12-31T15:59:59Z'))).toBe('2025-12-31');
    expect(shanghaiDate(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
  });

  it('counts days and names the year', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(yearOf('2025-12-31')).toBe(2025);
  });
});

describe('months', () => {
  it.each([
    ['2026-01-15', 6, '2026-07-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %d months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));
});
