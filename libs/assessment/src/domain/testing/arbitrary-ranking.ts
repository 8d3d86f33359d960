import fc from 'fast-check';
import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import {
  AssessmentScheme,
  Component,
  Goal,
  JoinedInYearRule,
  NotApplicableRule,
  TieBreak,
  VetoEffect,
} from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { Fact, OrganisationFacts } from '../model/facts';
import { Marks } from '../model/marks';
import { ScoringFunction } from '../model/scoring-function';

const YEAR = 2028; // a leap year
const FACTS = Object.values(FactCode).filter((code) =>
  FACT_CATALOGUE[code].subjects.includes(AssessmentSubject.SCHOOL),
);

export interface ArbitraryRanking {
  readonly scheme: AssessmentScheme;
  readonly organisations: readonly OrganisationFacts[];
  readonly marks: readonly Marks[];
}

/** Sound schemes of every kind, with few distinct values, so that ties and borders are met. */
export const arbitraryRanking: fc.Arbitrary<ArbitraryRanking> = arbitraryScheme().chain((scheme) =>
  fc
    .record({
      scheme: fc.constant(scheme),
      organisations: fc
        .array(fc.record({ facts: arbitraryFacts(), joinedOn: arbitraryJoining() }), { minLength: 1, maxLength: 6 })
        .map((all) => all.map(({ facts, joinedOn }, index) => organisationOf(index + 1, facts, joinedOn))),
    })
    .chain(({ organisations }) =>
      arbitraryMarks(scheme, organisations).map((marks) => ({ scheme, organisations, marks })),
    ),
);

function arbitraryScheme(): fc.Arbitrary<AssessmentScheme> {
  return arbitraryGoals().chain((goals) =>
    fc.record({
      code: fc.constant('random'),
      version: fc.constant(1),
      year: fc.constant(YEAR),
      subject: fc.constant(AssessmentSubject.SCHOOL),
      title: fc.constant('示例'),
      sample: fc.constant(true),
      decimals: fc.constantFrom(0, 1, 2, 3),
      notApplicable: fc.constantFrom(...Object.values(NotApplicableRule)),
      joinedInYear: fc.constantFrom(...Object.values(JoinedInYearRule)),
      goals: fc.constant(goals),
      tieBreaks: fc.subarray<TieBreak>([
        { kind: 'HARD_TARGETS' },
        ...goals.map(({ code }): TieBreak => ({ kind: 'GOAL', goal: code })),
      ]),
      awards: fc.constantFrom(
        [],
        [
          { code: 'A', title: '一等', places: 1, minimalScore: null },
          { code: 'B', title: '二等', places: 2, minimalScore: '40' },
        ],
        [{ code: 'A', title: '优秀', places: null, minimalScore: '60' }],
      ),
      vetoes: fc
        .constantFrom(...Object.values(VetoEffect))
        .map((effect) => [{ code: 'V', title: '否决', fact: FactCode.FALSIFIED_DATA, above: '0', effect }]),
      marking: fc.constant({ differenceLimit: '15' }),
      noticeDays: fc.constant(7),
      suppressBelow: fc.constant(5),
    }),
  );
}

function arbitraryGoals(): fc.Arbitrary<Goal[]> {
  return fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
    .chain((sizes) =>
      fc
        .tuple(arbitraryParts(sizes.length), ...sizes.map((size) => arbitraryGoal(size)))
        .map(([weights, ...goals]) =>
          goals.map((goal, index) => ({ ...goal, code: `G${index}`, weight: weights[index]! })),
        ),
    );
}

function arbitraryGoal(size: number): fc.Arbitrary<Omit<Goal, 'code' | 'weight'>> {
  return fc.record({
    title: fc.constant('目标'),
    hardTarget: fc.option(fc.constantFrom(...FACTS)),
    components: fc
      .tuple(arbitraryParts(size), fc.array(arbitraryComponent(), { minLength: size, maxLength: size }), fc.boolean())
      .map(([shares, parts, marked]) =>
        parts.map((part, index) => ({
          ...(marked && index === 0 ? MARKED : part),
          code: `C${index}`,
          title: '部分',
          share: shares[index]!,
        })),
      ),
  });
}

const MARKED = { measure: { kind: 'MARKED' }, scoring: { kind: 'MARKED' } } as const;

function arbitraryComponent(): fc.Arbitrary<Pick<Component, 'measure' | 'scoring'>> {
  return fc
    .constantFrom(...FACTS)
    .chain((fact) => arbitraryScoring(fact).map((scoring) => ({ measure: { kind: 'FACT', fact } as const, scoring })));
}

function arbitraryScoring(fact: FactCode): fc.Arbitrary<ScoringFunction> {
  const { better, count } = FACT_CATALOGUE[fact];
  if (better === 'LESS') {
    const each = fc.constantFrom('0.5', '1', '3.3').map((pointsEach) => ({ kind: 'DEDUCTION', pointsEach }) as const);
    return fc.oneof(each, fc.constant({ kind: 'PASS_FAIL', atLeast: null } as const));
  }
  const target = fc.option(fc.constantFrom('3', '7', '2.5'));
  const bonus = count ? fc.option(fc.constant({ pointsPerUnit: '0.03', cap: '0.1' })) : fc.constant(null);
  return fc.oneof(
    fc.record({
      kind: fc.constant('PROPORTIONAL' as const),
      target,
      capPercent: count ? fc.constant('100') : fc.constantFrom('100', '120', '133.3'),
      bonus,
    }),
    fc.record({
      kind: fc.constant('STEPS' as const),
      basis: fc.constantFrom('VALUE' as const, 'TARGET_PERCENT' as const),
      steps: fc.subarray(
        [
          { atLeast: '0', percent: '5' },
          { atLeast: '2', percent: '33.3' },
          { atLeast: '5', percent: '33.3' },
          { atLeast: '60', percent: '90' },
          { atLeast: '100', percent: '100' },
        ],
        { minLength: 1 },
      ),
    }),
    fc.record({ kind: fc.constant('PASS_FAIL' as const), atLeast: target }),
  );
}

/** So many parts above 0, in hundredths, that add up to 100. */
function arbitraryParts(count: number): fc.Arbitrary<string[]> {
  return fc
    .uniqueArray(fc.integer({ min: 500, max: 9_500 }), { minLength: count - 1, maxLength: count - 1 })
    .map((cuts) => [0, ...cuts.sort((one, other) => one - other), 10_000])
    .map((cuts) => cuts.slice(1).map((cut, index) => String((cut - cuts[index]!) / 100)))
    .filter((parts) => parts.every((part) => Number(part) >= 5));
}

function arbitraryFacts(): fc.Arbitrary<OrganisationFacts['facts']> {
  return fc
    .tuple(...FACTS.map((code) => fc.option(arbitraryFact(code), { freq: 8 })))
    .map((facts) => Object.fromEntries(FACTS.flatMap((code, index) => (facts[index] ? [[code, facts[index]]] : []))));
}

function arbitraryFact(code: FactCode): fc.Arbitrary<Fact> {
  const { count } = FACT_CATALOGUE[code];
  const value = count
    ? fc.constantFrom('0', '1', '2', '7', '20')
    : fc.constantFrom('0', '2.5', '33.3333', '99.9999', '100');
  const rare = code === FactCode.FALSIFIED_DATA ? fc.constantFrom('0', '0', '0', '1') : value;
  const target = fc.option(fc.constantFrom('0', '1', '7', '30'));
  const present = fc.tuple(rare, target).map(([value, target]) => factOf(code, value, target));
  const missing = fc.constantFrom('NO_DATA' as const, 'NOT_APPLICABLE' as const).map((absence): Fact => ({
    ...factOf(code, '0', null),
    value: null,
    absence,
    reason: '没有。',
  }));
  return fc.oneof({ weight: 6, arbitrary: present }, { weight: 1, arbitrary: missing });
}

/** Met exactly when the value says so. */
export function factOf(code: FactCode, value: string, target: string | null): Fact {
  const { better } = FACT_CATALOGUE[code];
  const [one, other] = [Number(value), Number(target)];
  const met = target === null ? null : better === 'MORE' ? one >= other : one <= other;
  return { value, target, met, absence: null, reason: null, basis: null, evidence: [] };
}

function arbitraryJoining(): fc.Arbitrary<string | null> {
  const days = ['2027-12-31', '2028-01-01', '2028-01-02', '2028-02-29', '2028-07-01', '2028-12-31', '2029-01-01'];
  return fc.option(fc.constantFrom(...days), { freq: 2 });
}

function arbitraryMarks(
  { goals, subject }: AssessmentScheme,
  organisations: readonly OrganisationFacts[],
): fc.Arbitrary<Marks[]> {
  const marked = goals.filter(({ components }) => components.some(({ measure }) => measure.kind === 'MARKED'));
  const all = organisations.flatMap(({ organisationId }) => marked.map(({ code }) => ({ organisationId, goal: code })));
  return fc.tuple(...all.map(() => fc.option(fc.constantFrom('0', '60', '82.75', '100')))).map((finals) =>
    all.flatMap((each, index) => {
      const final = finals[index];
      return final ? [{ ...each, subject, marks: [], moderated: final, final }] : [];
    }),
  );
}

function organisationOf(
  organisationId: number,
  facts: OrganisationFacts['facts'],
  joinedOn: string | null,
): OrganisationFacts {
  const code = `S${organisationId}`;
  const subject = AssessmentSubject.SCHOOL;
  return { subject, organisationId, code, name: code, regionCode: '320400', tier: null, joinedOn, facts };
}
