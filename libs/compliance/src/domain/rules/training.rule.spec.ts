import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { TrainingFact } from '../facts';
import { context, training } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { trainingRule } from './training.rule';

const judge = (trainings: TrainingFact[], tier: SchoolTier | null = SchoolTier.NATIONAL_KEY, asOf?: string) =>
  trainingRule({ trainings }, context(tier, asOf));
const persons = (count: number) => Array.from({ length: count }, (_, index) => `person-${index}`);

describe('TRAINING (domain.md §2)', () => {
  it.each([
    [SchoolTier.TECHNICIAN_COLLEGE, 500],
    [SchoolTier.SENIOR_TECHNICAL, 400],
    [SchoolTier.NATIONAL_KEY, 200],
  ])('%s needs %i', (tier, target) => {
    expect(judge([training(1, persons(target))], tier)).toMatchObject({
      verdict: Verdict.PASS,
      measured: target,
      target,
    });
    expect(judge([training(1, persons(target - 1))], tier)).toMatchObject({
      verdict: Verdict.FAIL,
      gap: 1,
      unit: '人次',
    });
  });

  it.each([SchoolTier.PROVINCIAL_KEY, SchoolTier.ORDINARY])('is NOT_APPLICABLE to %s (cases 2, 14)', (tier) => {
    expect(judge([training(1, ['a'])], tier)).toMatchObject({ verdict: Verdict.NOT_APPLICABLE, measured: null });
  });

  it('counts a person once in one occupation and grade (case 8)', () => {
    const result = judge([training(1, ['a', 'b']), training(2, ['a', 'c'])]);
    expect(result.measured).toBe(3);
    expect(result.evidence.counted).toMatchObject([{ traineeIds: [1000, 1001] }, { traineeIds: [2001] }]);
    expect(result.evidence.notCounted).toMatchObject([
      { id: 2, traineeIds: [2000], failed: Condition.PERSON_ALREADY_COUNTED },
    ]);
  });

  it('counts a person twice in two grades or two occupations (case 8)', () => {
    expect(judge([training(1, ['a']), training(2, ['a'], { grade: 2 })]).measured).toBe(2);
    expect(judge([training(1, ['a']), training(2, ['a'], { occupationCode: '6-20-01-01' })]).measured).toBe(2);
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 0],
    [5, 0],
  ])('grade %i counts %i: L4 never (case 8)', (grade, measured) => {
    const result = judge([training(1, ['a'], { grade })]);
    expect(result.measured).toBe(measured);
    if (measured === 0) expect(result.evidence.notCounted[0]?.failed).toBe(Condition.GRADE_BELOW_FLOOR);
  });

  it.each([
    ['2025-01-01', 1, undefined],
    ['2025-06-30', 1, undefined],
    ['2025-07-01', 0, Condition.SESSION_NOT_ENDED],
    ['2024-12-31', 0, Condition.SESSION_OUTSIDE_YEAR],
  ])('a session that ended on %s counts %i on 30 June', (endsOn, measured, failed) => {
    const result = judge([training(1, ['a'], { endsOn })], SchoolTier.NATIONAL_KEY, '2025-06-30');
    expect(result.measured).toBe(measured);
    expect(result.evidence.notCounted[0]?.failed).toBe(failed);
  });

  it('counts only those who passed, and lets a later pass count', () => {
    const failed = training(1, [], { notPassed: [{ id: 1, personKey: 'a' }] });
    const result = judge([failed, training(2, ['a'])]);
    expect(result.measured).toBe(1);
    expect(result.evidence.notCounted).toMatchObject([{ id: 1, traineeIds: [1], failed: Condition.NOT_PASSED }]);
  });
});
