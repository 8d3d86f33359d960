import { Condition } from '../condition';
import { classRunning } from './class-running.rule';

describe('a class runs on D (domain.md §2, case 7)', () => {
  it.each([
    ['started on D', '2025-06-30', null, null],
    ['ends on D', '2023-09-01', '2025-06-30', null],
    ['open end', '2023-09-01', null, null],
    ['starts the day after D', '2025-07-01', null, Condition.CLASS_NOT_STARTED],
    ['ended the day before D', '2023-09-01', '2025-06-29', Condition.CLASS_ENDED],
  ])('%s', (_title, startsOn, endsOn, expected) => {
    expect(classRunning({ startsOn, endsOn }, '2025-06-30')).toBe(expected);
  });
});
