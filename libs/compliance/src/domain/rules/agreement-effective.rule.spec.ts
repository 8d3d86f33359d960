import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition, ConditionDetail } from '../condition';
import { AgreementFact } from '../facts';
import { agreement, context, execution } from '../testing/sample-facts';
import { agreementEffective, countedExecutions } from './agreement-effective.rule';

const D = '2025-06-30';
const judged = context(SchoolTier.TECHNICIAN_COLLEGE, D);

describe('agreement effective on D (domain.md §2, case 5)', () => {
  it.each<[string, Partial<AgreementFact>, Condition, ConditionDetail | undefined]>([
    ['expired comes first', { effectiveTo: '2025-01-31', planId: null }, Condition.EXPIRED, undefined],
    ['no plan', { planId: null, planApprovedOn: null }, Condition.NO_APPROVED_PLAN, ConditionDetail.PLAN_MISSING],
    ['plan not approved', { planApprovedOn: null }, Condition.NO_APPROVED_PLAN, ConditionDetail.PLAN_NOT_APPROVED],
    [
      'plan approved after D',
      { planApprovedOn: '2025-07-01' },
      Condition.NO_APPROVED_PLAN,
      ConditionDetail.PLAN_APPROVED_AFTER_REFERENCE_DATE,
    ],
    ['no execution', { executions: [] }, Condition.NO_VERIFIED_EXECUTION, ConditionDetail.EXECUTION_MISSING],
    [
      'execution dated last year',
      { executions: [execution({ occurredOn: '2024-12-31' })] },
      Condition.NO_VERIFIED_EXECUTION,
      ConditionDetail.EXECUTION_BEFORE_YEAR,
    ],
    [
      'execution after D',
      { executions: [execution({ occurredOn: '2025-07-01' })] },
      Condition.NO_VERIFIED_EXECUTION,
      ConditionDetail.EXECUTION_AFTER_REFERENCE_DATE,
    ],
    [
      'execution not verified',
      { executions: [execution({ verified: false })] },
      Condition.NO_VERIFIED_EXECUTION,
      ConditionDetail.EXECUTION_NOT_VERIFIED,
    ],
    [
      'verification reversed',
      { executions: [execution({ reversed: true })] },
      Condition.NO_VERIFIED_EXECUTION,
      ConditionDetail.EXECUTION_REVERSED,
    ],
    [
      'the nearest miss is named: unverified in the period before verified last year',
      { executions: [execution({ occurredOn: '2024-05-01' }), execution({ verified: false })] },
      Condition.NO_VERIFIED_EXECUTION,
      ConditionDetail.EXECUTION_NOT_VERIFIED,
    ],
  ])('%s', (_title, fact, condition, detail) => {
    expect(agreementEffective(agreement(1, fact), judged)).toEqual(detail ? { condition, detail } : { condition });
  });

  it.each<[string, Partial<AgreementFact>]>([
    ['plan approved on D', { planApprovedOn: D }],
    ['execution on 1 January', { executions: [execution({ occurredOn: '2025-01-01' })] }],
    ['execution on D', { executions: [execution({ occurredOn: D })] }],
    ['one good record among bad ones', { executions: [execution({ verified: false }), execution({ id: 2 })] }],
  ])('%s: effective', (_title, fact) => {
    expect(agreementEffective(agreement(1, fact), judged)).toBeNull();
  });

  it('asks for as many records as the policy says', () => {
    const two = context(SchoolTier.TECHNICIAN_COLLEGE, D, { minVerifiedExecutions: 2 });
    expect(agreementEffective(agreement(1), two)).toEqual({
      condition: Condition.NO_VERIFIED_EXECUTION,
      detail: ConditionDetail.EXECUTION_TOO_FEW,
    });
    expect(agreementEffective(agreement(1, { executions: [execution(), execution({ id: 2 })] }), two)).toBeNull();
    const none = context(SchoolTier.TECHNICIAN_COLLEGE, D, { minVerifiedExecutions: 0 });
    expect(agreementEffective(agreement(1, { executions: [] }), none)).toBeNull();
  });

  it('names the records that counted', () => {
    const records = [execution({ id: 7 }), execution({ id: 8, verified: false }), execution({ id: 9, reversed: true })];
    expect(countedExecutions(records, judged).map(({ id }) => id)).toEqual([7]);
  });
});
