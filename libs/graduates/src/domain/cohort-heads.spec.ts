import { headsFit } from './cohort-heads';

describe('head counts of a cohort', () => {
  it.each([
    [40, 30, 10, true],
    [40, 30, 5, true],
    [40, 31, 10, false],
    [0, 0, 0, true],
  ])('%d with %d available and %d placed: %s', (heads, available, placedBefore, fits) => {
    expect(headsFit({ heads, available, placedBefore })).toBe(fits);
  });
});
