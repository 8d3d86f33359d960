import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { ClassFact } from '../facts';
import { context, schoolClass } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { seniorClassesRule } from './senior-classes.rule';

/** Two classes: one at a counted level, one not. */
const heads = (counted: number, total: number, level = ClassLevel.SENIOR): ClassFact[] => [
  schoolClass(1, { level, heads: counted }),
  schoolClass(2, { level: ClassLevel.INTERMEDIATE, heads: total - counted }),
];
const judge = (tier: SchoolTier | null, classes: ClassFact[], asOf?: string) =>
  seniorClassesRule({ classes }, context(tier, asOf));
const { TECHNICIAN_COLLEGE, SENIOR_TECHNICAL, NATIONAL_KEY, PROVINCIAL_KEY, ORDINARY } = SchoolTier;

describe('SENIOR_CLASSES (domain.md §2)', () => {
  it.each([
    // Case 1: the percentage or the heads, in whole numbers.
    [TECHNICIAN_COLLEGE, 1200, 2449, Verdict.PASS, 'HEADS', 0],
    [TECHNICIAN_COLLEGE, 1199, 2399, Verdict.FAIL, null, 1],
    [TECHNICIAN_COLLEGE, 1200, 2400, Verdict.PASS, 'BOTH', 0],
    [TECHNICIAN_COLLEGE, 50, 100, Verdict.PASS, 'PERCENT', 0],
    [TECHNICIAN_COLLEGE, 49, 100, Verdict.FAIL, null, 1],
    [TECHNICIAN_COLLEGE, 0, 100, Verdict.FAIL, null, 50],
    [SENIOR_TECHNICAL, 30, 100, Verdict.PASS, 'PERCENT', 0],
    [SENIOR_TECHNICAL, 799, 2664, Verdict.FAIL, null, 1],
    [SENIOR_TECHNICAL, 800, 9000, Verdict.PASS, 'HEADS', 0],
    [NATIONAL_KEY, 299, 1496, Verdict.FAIL, null, 1],
    [NATIONAL_KEY, 299, 1495, Verdict.PASS, 'PERCENT', 0],
    [NATIONAL_KEY, 300, 5000, Verdict.PASS, 'HEADS', 0],
  ])('%s: %i of %i heads: %s by %s, %i short', (tier, counted, total, verdict, alternative, gap) => {
    const result = judge(tier, heads(counted, total));
    expect(result).toMatchObject({ verdict, measured: { counted, total, alternative }, gap, unit: '人' });
  });

  it('shows both alternatives as the target', () => {
    expect(judge(NATIONAL_KEY, heads(1, 10)).target).toEqual({ percent: 20, heads: 300 });
  });

  it.each([PROVINCIAL_KEY, ORDINARY])('is NOT_APPLICABLE to %s (cases 2, 14)', (tier) => {
    expect(judge(tier, heads(1, 10))).toMatchObject({ verdict: Verdict.NOT_APPLICABLE, measured: null, target: null });
  });

  it.each([
    [TECHNICIAN_COLLEGE, ClassLevel.TECHNICIAN, 60],
    [TECHNICIAN_COLLEGE, ClassLevel.PRE_TECHNICIAN, 60],
    [SENIOR_TECHNICAL, ClassLevel.TECHNICIAN, 0],
    [SENIOR_TECHNICAL, ClassLevel.PRE_TECHNICIAN, 0],
    [NATIONAL_KEY, ClassLevel.TECHNICIAN, 0],
  ])('%s counts %s as %i of 100 (case 6)', (tier, level, counted) => {
    expect(judge(tier, heads(60, 100, level)).measured).toMatchObject({ counted, total: 100 });
  });

  it('leaves out classes that ended or have not started, whatever their heads (case 7)', () => {
    const classes = [
      ...heads(50, 100),
      schoolClass(3, { endsOn: '2025-12-30', heads: 999 }),
      schoolClass(4, { startsOn: '2026-01-01', heads: null, countedOn: null }),
    ];
    const result = judge(TECHNICIAN_COLLEGE, classes);
    expect(result.measured).toMatchObject({ counted: 50, total: 100 });
    expect(result.evidence.counted).toMatchObject([{ id: 1, heads: 50 }]);
    expect(result.evidence.notCounted).toMatchObject([
      { id: 2, heads: 50, failed: Condition.LEVEL_NOT_COUNTED },
      { id: 3, failed: Condition.CLASS_ENDED },
      { id: 4, failed: Condition.CLASS_NOT_STARTED },
    ]);
  });

  it('is NO_DATA when a running class has no snapshot, and names the class (case 7)', () => {
    const classes = [
      ...heads(1200, 1300),
      schoolClass(3, { level: ClassLevel.INTERMEDIATE, heads: null, countedOn: null }),
    ];
    const result = judge(TECHNICIAN_COLLEGE, classes);
    expect(result).toMatchObject({ verdict: Verdict.NO_DATA, measured: null, gap: null, pace: null });
    expect(result.target).toEqual({ percent: 50, heads: 1200 });
    expect(result.reason).toMatchObject({ code: 'CLASS_WITHOUT_SNAPSHOT' });
    expect(result.reason?.message).toContain('BJ-3');
    expect(result.evidence.notCounted.map(({ failed }) => failed)).toContain(Condition.NO_SNAPSHOT);
  });

  it.each<[string, ClassFact[]]>([
    ['no class', []],
    ['classes of 0', heads(0, 0)],
  ])('is NO_DATA with %s: never a pass, never NaN', (_title, classes) => {
    expect(judge(TECHNICIAN_COLLEGE, classes)).toMatchObject({
      verdict: Verdict.NO_DATA,
      measured: null,
      reason: { code: 'NO_STUDENTS' },
    });
  });

  it('takes the easier line for the pace', () => {
    // 73 of 365 days: the percentage asks for 50 % · 400 / 5 = 40 heads, the heads for 240.
    expect(judge(TECHNICIAN_COLLEGE, heads(40, 400), '2025-03-14').pace).toMatchObject({
      position: 'AHEAD',
      expected: 40,
    });
    expect(judge(TECHNICIAN_COLLEGE, heads(39, 400), '2025-03-14').pace).toMatchObject({ position: 'BEHIND' });
  });
});
