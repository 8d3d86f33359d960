import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import { POLICY_2011 } from './shipped-policy';

const { document } = POLICY_2011;

describe('the shipped policy/2011', () => {
  it('is valid from 2011 with an open end', () => {
    expect(POLICY_2011).toMatchObject({ code: 'policy/2011', validFromYear: 2011, validToYear: null });
  });

  it.each([
    [
      SchoolTier.TECHNICIAN_COLLEGE,
      20,
      50,
      1200,
      [ClassLevel.SENIOR, ClassLevel.PRE_TECHNICIAN, ClassLevel.TECHNICIAN],
      500,
    ],
    [SchoolTier.SENIOR_TECHNICAL, 20, 30, 800, [ClassLevel.SENIOR], 400],
    [SchoolTier.NATIONAL_KEY, 20, 20, 300, [ClassLevel.SENIOR], 200],
  ])(
    '%s: %i partners, %i %% or %i heads of %j, %i trained (domain.md §2)',
    (tier, partners, percent, heads, levels, trained) => {
      expect(document.tiers[tier]).toMatchObject({
        PARTNERS: { target: partners },
        SENIOR_CLASSES: { percent, heads, countedLevels: levels },
        TRAINING: { target: trained },
      });
    },
  );

  it('asks of a 省级重点 school 10 partners and nothing about classes and training', () => {
    expect(document.tiers.PROVINCIAL_KEY).toEqual({ PARTNERS: { target: 10, clause: expect.any(String) } });
  });

  it('sets no tier target for 其他', () => {
    expect(document.tiers.ORDINARY).toBeUndefined();
  });

  it('holds what binds every tier', () => {
    expect(document).toMatchObject({
      countedPartnerKinds: [EnterpriseKind.ENTERPRISE],
      minVerifiedExecutions: 1,
      majors: {
        partnersPerMajor: 2,
        concernedLevels: [ClassLevel.SENIOR, ClassLevel.PRE_TECHNICIAN, ClassLevel.TECHNICIAN],
      },
      training: { gradeFloor: 3 },
      committee: { percent: 30 },
    });
  });

  it('cites a clause with every figure', () => {
    const targets = Object.values(document.tiers).flatMap((tier) => Object.values(tier));
    const cited = [...targets, document.majors, document.training, document.committee];
    expect(cited).toHaveLength(13);
    for (const { clause } of cited) expect(clause).toMatch(/^programme text/);
  });
});
