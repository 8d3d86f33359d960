import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition } from '../condition';
import { AgreementFact, ClassFact, SchoolFacts } from '../facts';
import { agreement, context, schoolClass, schoolFacts } from '../testing/sample-facts';
import { Verdict } from '../verdict';
import { majorsRule } from './majors.rule';

const joint = (id: number, fact: Partial<AgreementFact> = {}) =>
  agreement(id, { kinds: [AgreementKind.JOINT_TRAINING], majorIds: [1], ...fact });
const facts = (classes: ClassFact[], agreements: AgreementFact[]): SchoolFacts =>
  schoolFacts(SchoolTier.ORDINARY, { classes, agreements });
const judge = (classes: ClassFact[], agreements: AgreementFact[]) =>
  majorsRule(facts(classes, agreements), context(SchoolTier.ORDINARY));

describe('MAJORS (domain.md §2)', () => {
  it('binds every tier: two distinct partners for each concerned major', () => {
    const result = judge([schoolClass(1)], [joint(1), joint(2)]);
    expect(result).toMatchObject({ verdict: Verdict.PASS, measured: 1, target: 1, gap: 0 });
    expect(result.evidence.majors).toEqual([
      { id: 1, code: 'ZY-1', name: '数控加工', measured: 2, target: 2, met: true, classCodes: ['BJ-1'] },
    ]);
  });

  it('counts two agreements of one enterprise as one partner (case 3)', () => {
    const result = judge([schoolClass(1)], [joint(1), joint(2, { enterpriseId: 1 })]);
    expect(result).toMatchObject({ verdict: Verdict.FAIL, measured: 0, target: 1, gap: 1 });
    expect(result.evidence.notCounted).toMatchObject([
      { id: 2, majorCode: 'ZY-1', failed: Condition.PARTNER_ALREADY_COUNTED },
    ]);
  });

  it('lets one partner count for each major it covers', () => {
    const both = { majorIds: [1, 2] };
    const result = judge([schoolClass(1), schoolClass(2, { majorId: 2 })], [joint(1, both), joint(2, both)]);
    expect(result).toMatchObject({ verdict: Verdict.PASS, measured: 2, target: 2 });
  });

  it('fails by the one major that is short', () => {
    const result = judge([schoolClass(1), schoolClass(2, { majorId: 2 })], [joint(1), joint(2, { majorIds: [1, 2] })]);
    expect(result).toMatchObject({ verdict: Verdict.FAIL, measured: 1, target: 2, gap: 1 });
    expect(result.evidence.majors?.map(({ met }) => met)).toEqual([true, false]);
  });

  it('counts partners of counted kinds only', () => {
    const result = judge([schoolClass(1)], [joint(1), joint(2, { enterpriseKind: EnterpriseKind.ASSOCIATION })]);
    expect(result.verdict).toBe(Verdict.FAIL);
    expect(result.evidence.notCounted[0]?.failed).toBe(Condition.PARTNER_KIND_NOT_COUNTED);
  });

  it('asks for the kind JOINT_TRAINING and the major', () => {
    const close = joint(2, { kinds: [AgreementKind.CLOSE] });
    const elsewhere = joint(3, { majorIds: [2] });
    const result = judge([schoolClass(1)], [joint(1), close, elsewhere]);
    expect(result.measured).toBe(0);
    expect(result.evidence.notCounted).toEqual([]);
  });

  it.each<[string, ClassFact[]]>([
    ['no class', []],
    ['an intermediate class', [schoolClass(1, { level: ClassLevel.INTERMEDIATE })]],
    ['a senior class that ended before D', [schoolClass(1, { endsOn: '2025-12-30' })]],
    ['a senior class that starts after D', [schoolClass(1, { startsOn: '2026-01-01' })]],
    ['a senior class whose latest snapshot is 0', [schoolClass(1, { heads: 0 })]],
  ])('is NOT_APPLICABLE with %s, not PASS (cases 7, 12)', (_title, classes) => {
    const result = judge(classes, [joint(1), joint(2)]);
    expect(result).toMatchObject({ verdict: Verdict.NOT_APPLICABLE, measured: null, target: null });
    expect(result.reason?.code).toBe('NO_MAJOR_CONCERNED');
  });

  it.each([ClassLevel.SENIOR, ClassLevel.PRE_TECHNICIAN, ClassLevel.TECHNICIAN])('%s classes concern it', (level) => {
    expect(judge([schoolClass(1, { level })], []).verdict).toBe(Verdict.FAIL);
  });

  it('a class without any snapshot still concerns its major (case 7)', () => {
    expect(judge([schoolClass(1, { heads: null, countedOn: null })], [])).toMatchObject({ measured: 0, target: 1 });
  });

  it('a class of 0 exempts itself, not its major', () => {
    const result = judge([schoolClass(1, { heads: 0 }), schoolClass(2)], [joint(1)]);
    expect(result.evidence.majors).toMatchObject([{ classCodes: ['BJ-2'], measured: 1 }]);
    expect(result.evidence.notCounted).toMatchObject([{ type: 'CLASS', id: 1, failed: Condition.ZERO_STUDENTS }]);
  });

  it('refuses facts that name a major they do not contain', () => {
    expect(() => judge([schoolClass(1, { majorId: 99 })], [])).toThrow('school major 99');
  });
});
