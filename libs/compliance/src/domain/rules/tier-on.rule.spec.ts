import { SchoolTier } from '@sxbq/schools';
import { tierOn } from './tier-on.rule';

const tiers = [
  { tier: SchoolTier.SENIOR_TECHNICAL, effectiveFrom: '2025-06-15' },
  { tier: SchoolTier.NATIONAL_KEY, effectiveFrom: '2020-01-01' },
];

describe('tier on D (domain.md §2)', () => {
  it.each([
    ['2019-12-31', null],
    ['2020-01-01', SchoolTier.NATIONAL_KEY],
    ['2025-06-14', SchoolTier.NATIONAL_KEY],
    ['2025-06-15', SchoolTier.SENIOR_TECHNICAL],
    ['2025-12-31', SchoolTier.SENIOR_TECHNICAL],
  ])('%s: %s', (asOf, expected) => {
    expect(tierOn(tiers, asOf)).toBe(expected);
  });
});
