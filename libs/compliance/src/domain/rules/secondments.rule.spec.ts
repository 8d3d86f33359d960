import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { SecondmentFact } from '../facts';
import { context, secondment } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { secondmentsRule } from './secondments.rule';

const judge = (secondments: SecondmentFact[], quota: number | null, asOf = '2025-12-31') =>
  secondmentsRule({ secondments, secondmentQuota: quota }, context(SchoolTier.ORDINARY, asOf));

describe('SECONDMENTS (domain.md §2)', () => {
  it('is NOT_APPLICABLE where no quota is set', () => {
    expect(judge([secondment(1, '2025-03-01', '2025-03-31')], null)).toMatchObject({
      verdict: Verdict.NOT_APPLICABLE,
      measured: null,
      target: null,
      reason: { code: 'NO_QUOTA' },
    });
  });

  it('counts both ends', () => {
    expect(judge([secondment(1, '2025-03-01', '2025-03-01')], 1)).toMatchObject({ verdict: Verdict.PASS, measured: 1 });
    expect(judge([secondment(1, '2025-03-01', '2025-03-31')], 32)).toMatchObject({ verdict: Verdict.FAIL, gap: 1 });
  });

  it('gives 12 days to the first year and 10 to the second (case 11)', () => {
    const across = [secondment(1, '2024-12-20', '2025-01-10')];
    expect(judge(across, 1, '2024-12-31').measured).toBe(12);
    expect(judge(across, 1, '2025-12-31').measured).toBe(10);
    expect(judge(across, 1, '2025-01-04').measured).toBe(4);
  });

  it('knows the leap day (case 10)', () => {
    expect(judge([secondment(1, '2024-02-28', '2024-03-01')], 1, '2024-12-31').measured).toBe(3);
    expect(judge([secondment(1, '2025-02-28', '2025-03-01')], 1, '2025-12-31').measured).toBe(2);
  });

  it("counts a teacher's day once over overlapping secondments, other teachers apart", () => {
    const overlapping = [
      secondment(1, '2025-03-01', '2025-03-10'),
      secondment(2, '2025-03-05', '2025-03-15'),
      secondment(3, '2025-03-02', '2025-03-04'),
      secondment(4, '2025-03-05', '2025-03-15', { teacherNumber: 'T2' }),
    ];
    const result = judge(overlapping, 100);
    expect(result.measured).toBe(15 + 11);
    expect(result.evidence.counted).toMatchObject([
      { id: 1, days: 10 },
      { id: 2, days: 5 },
      { id: 4, days: 11 },
    ]);
    expect(result.evidence.notCounted).toMatchObject([{ id: 3, failed: Condition.DAYS_ALREADY_COUNTED }]);
  });

  it.each<[string, SecondmentFact, Condition]>([
    ['not verified', secondment(1, '2025-03-01', '2025-03-10', { verified: false }), Condition.NOT_VERIFIED],
    ['reversed', secondment(1, '2025-03-01', '2025-03-10', { reversed: true }), Condition.REVERSED],
    ['begins after D', secondment(1, '2025-07-01', '2025-07-10'), Condition.NOT_YET_STARTED],
    ['over before the year', secondment(1, '2024-03-01', '2024-12-31'), Condition.OUTSIDE_YEAR],
  ])('%s: counts nothing', (_title, fact, failed) => {
    const result = judge([fact], 10, '2025-06-30');
    expect(result.measured).toBe(0);
    expect(result.evidence.notCounted).toMatchObject([{ id: 1, failed }]);
  });

  it('an unverified secondment does not take days from a verified one', () => {
    const pair = [
      secondment(1, '2025-03-01', '2025-03-10', { verified: false }),
      secondment(2, '2025-03-01', '2025-03-10'),
    ];
    expect(judge(pair, 10).measured).toBe(10);
  });
});
