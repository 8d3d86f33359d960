import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { agreement, agreements, context, execution } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { partnersRule } from './partners.rule';

describe('PARTNERS (domain.md §2)', () => {
  it.each([
    [SchoolTier.TECHNICIAN_COLLEGE, 20, 20, Verdict.PASS],
    [SchoolTier.TECHNICIAN_COLLEGE, 19, 20, Verdict.FAIL],
    [SchoolTier.SENIOR_TECHNICAL, 20, 20, Verdict.PASS],
    [SchoolTier.NATIONAL_KEY, 19, 20, Verdict.FAIL],
    [SchoolTier.PROVINCIAL_KEY, 10, 10, Verdict.PASS],
    [SchoolTier.PROVINCIAL_KEY, 9, 10, Verdict.FAIL],
  ])('%s with %i partners of %i: %s', (tier, count, target, verdict) => {
    const result = partnersRule({ agreements: agreements(count) }, context(tier));
    expect(result).toMatchObject({ verdict, measured: count, target, gap: Math.max(0, target - count), unit: '家' });
    expect(result.evidence.counted).toHaveLength(count);
    expect(result.clause).toBe('二.1');
  });

  it('is NOT_APPLICABLE to 其他 and shows no number (case 14)', () => {
    const result = partnersRule({ agreements: agreements(5) }, context(SchoolTier.ORDINARY));
    expect(result).toMatchObject({ verdict: Verdict.NOT_APPLICABLE, measured: null, target: null, gap: null });
    expect(result.reason?.code).toBe('NO_TARGET_FOR_TIER');
  });

  it('is NO_DATA while no tier is effective', () => {
    const result = partnersRule({ agreements: agreements(5) }, context(null));
    expect(result).toMatchObject({ verdict: Verdict.NO_DATA, measured: null, reason: { code: 'TIER_UNKNOWN' } });
  });

  it('counts an enterprise once, however many agreements it has (case 3)', () => {
    const twice = [agreement(1), agreement(2, { enterpriseId: 1 }), agreement(3)];
    const { measured, evidence } = partnersRule({ agreements: twice }, context(SchoolTier.PROVINCIAL_KEY));
    expect(measured).toBe(2);
    expect(evidence.notCounted).toMatchObject([{ id: 2, failed: Condition.PARTNER_ALREADY_COUNTED }]);
  });

  it('counts the enterprise when only its second agreement is effective', () => {
    const pair = [agreement(1, { filedOn: null }), agreement(2, { enterpriseId: 1 })];
    const { measured, evidence } = partnersRule({ agreements: pair }, context(SchoolTier.PROVINCIAL_KEY));
    expect(measured).toBe(1);
    expect(evidence.counted).toMatchObject([{ id: 2, executionIds: [1] }]);
    expect(evidence.notCounted).toMatchObject([{ id: 1, failed: Condition.NOT_FILED }]);
  });

  it("lists an association's effective agreement as a kind not counted (case 13)", () => {
    const association = agreement(1, { enterpriseKind: EnterpriseKind.ASSOCIATION });
    const cluster = agreement(2, { enterpriseKind: EnterpriseKind.CLUSTER, executions: [] });
    const facts = { agreements: [association, cluster] };
    const result = partnersRule(facts, context(SchoolTier.PROVINCIAL_KEY));
    expect(result.measured).toBe(0);
    expect(result.evidence.notCounted.map(({ failed }) => failed)).toEqual([
      Condition.PARTNER_KIND_NOT_COUNTED,
      Condition.NO_VERIFIED_EXECUTION,
    ]);
    const countedPartnerKinds = [EnterpriseKind.ENTERPRISE, EnterpriseKind.ASSOCIATION];
    const wider = context(SchoolTier.PROVINCIAL_KEY, '2025-12-31', { countedPartnerKinds });
    expect(partnersRule(facts, wider).measured).toBe(1);
  });

  it('looks at CLOSE agreements only', () => {
    const other = agreement(1, { kinds: [AgreementKind.JOINT_TRAINING, AgreementKind.INTERNSHIP] });
    const both = agreement(2, { kinds: [AgreementKind.CLOSE, AgreementKind.ORDER_CLASS] });
    const { evidence } = partnersRule({ agreements: [other, both] }, context(SchoolTier.PROVINCIAL_KEY));
    expect(evidence.counted.map(({ id }) => id)).toEqual([2]);
    expect(evidence.notCounted).toEqual([]);
  });

  it('tells the pace before the year is over, on the line counts as ahead', () => {
    // 73 of 365 days: the line asks for 20 · 73 / 365 = 4 partners.
    const early = context(SchoolTier.TECHNICIAN_COLLEGE, '2025-03-14');
    const begun = { filedOn: '2025-01-01', executions: [execution({ occurredOn: '2025-01-05' })] };
    expect(partnersRule({ agreements: agreements(4, begun) }, early).pace).toEqual({
      position: 'AHEAD',
      expected: 4,
      elapsedDays: 73,
      yearDays: 365,
    });
    expect(partnersRule({ agreements: agreements(3, begun) }, early).pace?.position).toBe('BEHIND');
    expect(partnersRule({ agreements: agreements(20, begun) }, early).pace).toBeNull();
    expect(partnersRule({ agreements: [] }, context(SchoolTier.TECHNICIAN_COLLEGE)).pace).toBeNull();
  });
});
