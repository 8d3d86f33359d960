import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import fc from 'fast-check';
import { evaluateSchool, PolicyVersion } from './evaluate-school';
import { SchoolFacts } from './facts';
import { canonicalJson, factsDigest } from './facts-digest';
import { IndicatorResult, SchoolCompliance, ShareMeasured } from './result';
import { arbitraryFacts, arbitraryPolicy, arbitraryReferenceDate } from './testing/arbitrary-facts';
import { oracle, OracleAnswer } from './testing/naive-oracle';
import { agreement, agreements, committee, POLICY, schoolClass, schoolFacts, training } from './testing/sample-facts';
import { Verdict } from './verdict';

const policy: PolicyVersion = { id: 1, code: 'SXBQ-2011', version: 1, document: POLICY };
const evaluate = (facts: SchoolFacts, asOf = '2025-12-31') =>
  evaluateSchool(facts, policy, Number(asOf.slice(0, 4)), asOf);
const indicator = (result: SchoolCompliance, code: IndicatorCode): IndicatorResult =>
  result.indicators.find((each) => each.code === code)!;
const verdicts = (result: SchoolCompliance) =>
  Object.fromEntries(result.indicators.map(({ code, verdict }) => [code, verdict]));

describe('a school as a whole', () => {
  it('省级重点: no class or training target, and may still pass (case 2)', () => {
    const result = evaluate(
      schoolFacts(SchoolTier.PROVINCIAL_KEY, { agreements: agreements(10), committee: committee(3, 7) }),
    );
    expect(verdicts(result)).toEqual({
      PARTNERS: Verdict.PASS,
      MAJORS: Verdict.NOT_APPLICABLE,
      SENIOR_CLASSES: Verdict.NOT_APPLICABLE,
      TRAINING: Verdict.NOT_APPLICABLE,
      SECONDMENTS: Verdict.NOT_APPLICABLE,
      COMMITTEE: Verdict.PASS,
    });
    expect(result.overall).toBe(Verdict.PASS);
  });

  it('其他: MAJORS and COMMITTEE still bind (case 14)', () => {
    const result = evaluate(
      schoolFacts(SchoolTier.ORDINARY, { classes: [schoolClass(1)], committee: committee(3, 7) }),
    );
    expect(verdicts(result)).toMatchObject({
      PARTNERS: Verdict.NOT_APPLICABLE,
      SENIOR_CLASSES: Verdict.NOT_APPLICABLE,
      TRAINING: Verdict.NOT_APPLICABLE,
      MAJORS: Verdict.FAIL,
      COMMITTEE: Verdict.PASS,
    });
    expect(result.overall).toBe(Verdict.FAIL);
  });

  it('a school promoted in June is judged by the new tier from that date', () => {
    const facts = schoolFacts(SchoolTier.PROVINCIAL_KEY, {
      tiers: [
        { tier: SchoolTier.PROVINCIAL_KEY, effectiveFrom: '2020-01-01' },
        { tier: SchoolTier.NATIONAL_KEY, effectiveFrom: '2025-06-15' },
      ],
      agreements: agreements(10),
    });
    const before = evaluate(facts, '2025-06-14');
    const after = evaluate(facts, '2025-06-15');
    expect(before.tier).toBe(SchoolTier.PROVINCIAL_KEY);
    expect(indicator(before, IndicatorCode.PARTNERS)).toMatchObject({ verdict: Verdict.PASS, target: 10 });
    expect(after.tier).toBe(SchoolTier.NATIONAL_KEY);
    expect(indicator(after, IndicatorCode.PARTNERS)).toMatchObject({ verdict: Verdict.FAIL, target: 20 });
  });

  it('before its first tier a school has no data for the tier-bound indicators', () => {
    const result = evaluate(schoolFacts(SchoolTier.ORDINARY, { tiers: [], committee: committee(1, 1) }));
    expect(result).toMatchObject({ tier: null, overall: Verdict.NO_DATA });
    expect(verdicts(result)).toMatchObject({
      PARTNERS: Verdict.NO_DATA,
      TRAINING: Verdict.NO_DATA,
      COMMITTEE: Verdict.PASS,
    });
  });

  it('one agreement of both kinds serves PARTNERS and MAJORS', () => {
    const both = { kinds: [AgreementKind.CLOSE, AgreementKind.JOINT_TRAINING], majorIds: [1] };
    const result = evaluate(
      schoolFacts(SchoolTier.PROVINCIAL_KEY, { classes: [schoolClass(1)], agreements: agreements(2, both) }),
    );
    expect(indicator(result, IndicatorCode.PARTNERS).measured).toBe(2);
    expect(indicator(result, IndicatorCode.MAJORS)).toMatchObject({ measured: 1, target: 1, verdict: Verdict.PASS });
  });

  it('carries what it was judged by', () => {
    expect(evaluate(schoolFacts(SchoolTier.ORDINARY))).toMatchObject({
      policyCode: 'SXBQ-2011',
      policyVersion: 1,
      ruleSetVersion: expect.stringMatching(/^\d+$/) as string,
      factsDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });
});

describe('facts digest', () => {
  const facts = schoolFacts(SchoolTier.NATIONAL_KEY, {
    agreements: agreements(3),
    trainings: [training(1, ['a', 'b']), training(2, ['c'])],
    committee: committee(1, 2),
  });

  it('does not depend on the order facts were read in', () => {
    const shuffled = {
      ...facts,
      agreements: [...facts.agreements].reverse(),
      trainings: [...facts.trainings].reverse(),
    };
    expect(factsDigest(shuffled)).toBe(factsDigest(facts));
  });

  it('is taken over JSON', () => {
    const quoted = { ...facts, code: '引号"与\\' };
    fc.assert(
      fc.property(fc.oneof(arbitraryFacts, fc.constant(quoted)), (drawn) => {
        const json = canonicalJson(drawn);
        expect(JSON.stringify(JSON.parse(json))).toBe(json);
      }),
    );
  });

  it('changes with any fact', () => {
    const terminated = agreement(2, { terminatedOn: '2025-05-05' });
    const changed = { ...facts, agreements: facts.agreements.map((row) => (row.id === 2 ? terminated : row)) };
    expect(factsDigest(changed)).not.toBe(factsDigest(facts));
  });
});

describe('against a naive reading of the law', () => {
  it('agrees on every measure and verdict', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryPolicy, arbitraryReferenceDate, (facts, document, asOf) => {
        const result = evaluateSchool(facts, { ...policy, document }, 2024, asOf);
        expect(summary(result)).toEqual(oracle(facts, document, 2024, asOf));
      }),
      { numRuns: 600 },
    );
  });

  it('counts in evidence what it measured, and explains every other candidate', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryPolicy, arbitraryReferenceDate, (facts, document, asOf) => {
        for (const { code, measured, evidence } of evaluateSchool(facts, { ...policy, document }, 2024, asOf)
          .indicators) {
          expect(evidence.counted.every(({ failed }) => failed === undefined)).toBe(true);
          expect(evidence.notCounted.every(({ failed }) => failed !== undefined)).toBe(true);
          if (measured !== null) expect(countedIn(code, evidence)).toBe(numberOf(measured));
        }
      }),
      { numRuns: 200 },
    );
  });
});

function summary(result: SchoolCompliance): OracleAnswer {
  const of = (code: IndicatorCode) => indicator(result, code);
  const share = ({ verdict, measured }: IndicatorResult) => {
    if (verdict === Verdict.NO_DATA) return 'NO_DATA' as const;
    const { counted, total } = measured as ShareMeasured;
    return { counted, total, pass: verdict === Verdict.PASS };
  };
  const seniorClasses = of(IndicatorCode.SENIOR_CLASSES);
  const majors = of(IndicatorCode.MAJORS);
  return {
    partners: of(IndicatorCode.PARTNERS).measured as number | null,
    majors:
      majors.verdict === Verdict.NOT_APPLICABLE
        ? null
        : { met: majors.measured as number, concerned: majors.target as number },
    seniorClasses:
      result.tier === null || seniorClasses.verdict === Verdict.NOT_APPLICABLE ? null : share(seniorClasses),
    training: of(IndicatorCode.TRAINING).measured as number | null,
    secondments: of(IndicatorCode.SECONDMENTS).measured as number | null,
    committee: share(of(IndicatorCode.COMMITTEE)),
  };
}

function countedIn(code: IndicatorCode, evidence: IndicatorResult['evidence']): number {
  switch (code) {
    case IndicatorCode.PARTNERS:
    case IndicatorCode.COMMITTEE:
      return evidence.counted.length;
    case IndicatorCode.MAJORS:
      return evidence.majors!.filter(({ met }) => met).length;
    case IndicatorCode.SENIOR_CLASSES:
      return evidence.counted.reduce((sum, { heads }) => sum + heads!, 0);
    case IndicatorCode.TRAINING:
      return evidence.counted.reduce((sum, { traineeIds }) => sum + traineeIds!.length, 0);
    case IndicatorCode.SECONDMENTS:
      return evidence.counted.reduce((sum, { days }) => sum + days!, 0);
  }
}

const numberOf = (measured: number | ShareMeasured): number =>
  typeof measured === 'number' ? measured : measured.counted;
