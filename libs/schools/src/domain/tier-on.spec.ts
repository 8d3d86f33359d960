import { SchoolTier } from './school-tier';
import { tierOn } from './tier-on';

describe('tierOn', () => {
  const periods = [
    { tier: SchoolTier.SENIOR_TECHNICAL, effectiveFrom: '2024-06-01' },
    { tier: SchoolTier.PROVINCIAL_KEY, effectiveFrom: '2020-01-01' },
  ];

  it.each([
    ['before the first period', '2019-12-31', null],
    ['on the first day', '2020-01-01', SchoolTier.PROVINCIAL_KEY],
    ['on the eve of a promotion', '2024-05-31', SchoolTier.PROVINCIAL_KEY],
    ['on the day of a promotion', '2024-06-01', SchoolTier.SENIOR_TECHNICAL],
    ['long after', '2999-01-01', SchoolTier.SENIOR_TECHNICAL],
  ])('%s', (_case, date, tier) => {
    expect(tierOn(periods, date)).toBe(tier);
  });

  it('has none without periods', () => {
    expect(tierOn([], '2024-01-01')).toBeNull();
  });
});
