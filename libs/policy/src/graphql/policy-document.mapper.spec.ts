import { SchoolTier } from '@sxbq/schools';
import { POLICY_2011 } from '../domain/shipped-policy';
import { documentOf, shownDocument } from './policy-document.mapper';

describe('the policy document in GraphQL', () => {
  const shown = shownDocument(POLICY_2011.document);

  it('lists the tiers that have targets, highest first', () => {
    expect(shown.tiers.map(({ tier }) => tier)).toEqual([
      SchoolTier.TECHNICIAN_COLLEGE,
      SchoolTier.SENIOR_TECHNICAL,
      SchoolTier.NATIONAL_KEY,
      SchoolTier.PROVINCIAL_KEY,
    ]);
    expect(shown.tiers[3]).toMatchObject({ partners: { target: 10 }, seniorClasses: null, training: null });
  });

  it('comes back the same', () => {
    expect(documentOf(shown)).toEqual(POLICY_2011.document);
  });

  it('refuses a tier that is listed twice', () => {
    const tiers = [...shown.tiers, { tier: SchoolTier.NATIONAL_KEY }];
    expect(() => documentOf({ ...shown, tiers })).toThrow(expect.objectContaining({ code: 'POLICY_TIER_TWICE' }));
  });
});
