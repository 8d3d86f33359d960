import { practiceDaysInWindow } from './practice-window';

const period = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });

describe('days at enterprises within a rolling window', () => {
  it.each([
    ['none', [], '2025-12-31', 2, 0],
    ['both ends count', [period('2025-12-30', '2025-12-31')], '2025-12-31', 2, 2],
    ['the window begins the day after D two years before', [period('2023-12-30', '2024-01-01')], '2025-12-31', 2, 1],
    ['days after D do not count yet', [period('2025-12-31', '2026-01-10')], '2025-12-31', 2, 1],
    [
      'a day in two periods counts once',
      [period('2025-03-01', '2025-03-10'), period('2025-03-05', '2025-03-12')],
      '2025-12-31',
      2,
      12,
    ],
    [
      'one period inside another',
      [period('2025-03-01', '2025-03-31'), period('2025-03-05', '2025-03-06')],
      '2025-12-31',
      2,
      31,
    ],
    [
      'in any order, with a gap',
      [period('2025-05-01', '2025-05-02'), period('2025-03-01', '2025-03-02')],
      '2025-12-31',
      2,
      4,
    ],
    ['a leap day counts', [period('2024-02-28', '2024-03-01')], '2024-12-31', 2, 3],
    ['from a leap day back', [period('2022-02-28', '2022-03-01')], '2024-02-29', 2, 1],
    ['five years', [period('2020-12-31', '2021-01-01')], '2025-12-31', 5, 1],
  ])('%s', (_case, periods, on, years, days) => {
    expect(practiceDaysInWindow(periods, on, years)).toBe(days);
  });
});
