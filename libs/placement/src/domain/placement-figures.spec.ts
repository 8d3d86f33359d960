import { relatedPermille, retainedPermille } from './placement-figures';

describe('placement rates', () => {
  const figures = { placedBefore: 5, placed: 3, related: 2, checked: 8, retained: 7 };

  it('are rounded thousandths', () => {
    expect(relatedPermille(figures)).toBe(667);
    expect(retainedPermille(figures)).toBe(875);
    expect(relatedPermille({ ...figures, related: 1 })).toBe(333);
    expect(relatedPermille({ ...figures, placed: 2_000, related: 1 })).toBe(1);
  });

  it('are none, not zero, of nobody', () => {
    expect(relatedPermille({ ...figures, placed: 0, related: 0 })).toBeNull();
    expect(retainedPermille({ ...figures, checked: 0, retained: 0 })).toBeNull();
  });
});
