import { Condition, ConditionDetail } from '../condition';
import { AgreementFact } from '../facts';
import { agreement } from '../testing/sample-facts';
import { agreementInForce } from './agreement-in-force.rule';

const D = '2025-06-30';

describe('agreement in force on D (domain.md §2, case 4)', () => {
  it.each<[string, Partial<AgreementFact>, Condition | null]>([
    ['filed, begun, open end', {}, null],
    ['filed on D', { filedOn: D }, null],
    ['not filed', { filedOn: null }, Condition.NOT_FILED],
    ['filed the day after D', { filedOn: '2025-07-01' }, Condition.NOT_FILED],
    ['effective from D', { effectiveFrom: D }, null],
    ['effective from the day after D', { effectiveFrom: '2025-07-01' }, Condition.NOT_YET_IN_FORCE],
    ['no first day agreed', { effectiveFrom: null }, Condition.NOT_YET_IN_FORCE],
    ['effectiveTo = D counts', { effectiveTo: D }, null],
    ['effectiveTo = D − 1 does not', { effectiveTo: '2025-06-29' }, Condition.EXPIRED],
    ['terminatedOn = D does not', { terminatedOn: D }, Condition.TERMINATED],
    ['terminatedOn = D + 1 still counts', { terminatedOn: '2025-07-01' }, null],
    [
      'the first failure is told: not filed before expired',
      { filedOn: null, effectiveTo: '2024-01-01' },
      Condition.NOT_FILED,
    ],
    [
      'not yet in force before terminated',
      { effectiveFrom: '2025-08-01', terminatedOn: D },
      Condition.NOT_YET_IN_FORCE,
    ],
    ['expired before terminated', { effectiveTo: '2025-05-01', terminatedOn: '2025-04-01' }, Condition.EXPIRED],
  ])('%s', (_title, fact, expected) => {
    expect(agreementInForce(agreement(1, fact), D)?.condition ?? null).toBe(expected);
  });

  it('says when filing only came after D', () => {
    expect(agreementInForce(agreement(1, { filedOn: '2025-07-01' }), D)?.detail).toBe(
      ConditionDetail.FILED_AFTER_REFERENCE_DATE,
    );
  });

  it('knows the leap day (case 10)', () => {
    const leap = agreement(1, { effectiveFrom: '2024-02-29', effectiveTo: '2024-02-29', filedOn: '2024-02-29' });
    expect(agreementInForce(leap, '2024-02-28')?.condition).toBe(Condition.NOT_FILED);
    expect(agreementInForce(leap, '2024-02-29')).toBeNull();
    expect(agreementInForce(leap, '2024-03-01')?.condition).toBe(Condition.EXPIRED);
  });
});
