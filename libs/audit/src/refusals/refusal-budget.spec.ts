import { MOST_OF_ALL, MOST_PER_CALLER, RefusalBudget } from './refusal-budget';

describe('the budget of refusals', () => {
  it('records so many of a caller within a minute and counts the rest, others unaffected', () => {
    const budget = new RefusalBudget<string>();
    const taken = Array.from({ length: MOST_PER_CALLER + 80 }, (_, n) => budget.take('a', `a${n}`));
    expect(taken.filter(Boolean)).toHaveLength(MOST_PER_CALLER);
    expect(budget.take('b', 'b0')).toBe(true);
    expect(budget.endMinute()).toEqual([{ count: 80, sample: `a${MOST_PER_CALLER}` }]);
  });

  it('starts anew with the next minute', () => {
    const budget = new RefusalBudget<string>();
    for (let n = 0; n < MOST_PER_CALLER + 1; n++) budget.take('a', '');
    budget.endMinute();
    expect(budget.take('a', '')).toBe(true);
    expect(budget.endMinute()).toEqual([]);
  });

  it('is bounded over all callers, in what it records and in what it remembers', () => {
    const budget = new RefusalBudget<string>();
    let recorded = 0;
    for (let n = 0; n < 30_000; n++) recorded += budget.take(`10.0.${n >> 8}.${n & 255}`, '') ? 1 : 0;
    expect(recorded).toBe(MOST_OF_ALL);
    const counted = budget.endMinute();
    expect(counted).toHaveLength(10_001);
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(30_000 - MOST_OF_ALL);
  });
});
