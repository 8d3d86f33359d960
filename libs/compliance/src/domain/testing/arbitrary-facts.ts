import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { addDays } from '@sxbq/kernel';
import type { PolicyDocument } from '@sxbq/policy';
import { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import fc from 'fast-check';
import { AgreementFact, SchoolFacts } from '../facts';
import { POLICY, schoolFacts } from './sample-facts';

/** Dates from October 2023 to February 2025, so that year ends and the leap day of 2024 are common. */
const date = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2023-10-01', days));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 5 });
const early = fc.integer({ min: 0, max: 250 }).map((days) => addDays('2023-06-01', days));

const execution = fc.record({ occurredOn: date, verified: mostly(), reversed: mostly().map((usual) => !usual) });

const agreement = fc.record({
  kinds: fc.subarray(Object.values(AgreementKind), { minLength: 1 }),
  enterprise: fc.integer({ min: 1, max: 4 }),
  enterpriseKind: fc.constantFrom(
    ...Object.values(EnterpriseKind),
    EnterpriseKind.ENTERPRISE,
    EnterpriseKind.ENTERPRISE,
  ),
  filedOn: maybe(early),
  effectiveFrom: maybe(early),
  effectiveTo: maybe(date),
  terminatedOn: fc.option(date, { freq: 1 }),
  planApprovedOn: maybe(early),
  hasPlan: mostly(),
  executions: fc.array(execution, { maxLength: 4 }),
  majorIds: fc.subarray([1, 2, 3]),
});

const schoolClass = fc.record({
  majorId: fc.integer({ min: 1, max: 3 }),
  level: fc.constantFrom(...Object.values(ClassLevel)),
  startsOn: early,
  endsOn: maybe(date),
  heads: fc.option(fc.constantFrom(0, 1, 2, 3, 40, 299, 300, 1199, 1200), { freq: 25 }),
});

const session = fc.record({
  occupationCode: fc.constantFrom('6-18-01-01', '6-18-01-02'),
  grade: fc.integer({ min: 1, max: 5 }),
  endsOn: date,
  passed: fc.subarray(['a', 'b', 'c', 'd']),
  notPassed: fc.subarray(['e', 'a']),
});

const secondment = fc.record({
  teacherNumber: fc.constantFrom('T1', 'T2'),
  startsOn: date,
  days: fc.integer({ min: 0, max: 120 }),
  verified: mostly(),
  reversed: mostly().map((usual) => !usual),
});

const member = fc.record({
  affiliation: fc.constantFrom(...Object.values(CommitteeAffiliation)),
  startsOn: early,
  endsOn: maybe(date),
});

/** A school with every kind of fact, good and bad. */
export const arbitraryFacts: fc.Arbitrary<SchoolFacts> = fc
  .record({
    tiers: fc.uniqueArray(fc.record({ tier: fc.constantFrom(...Object.values(SchoolTier)), effectiveFrom: date }), {
      selector: ({ effectiveFrom }) => effectiveFrom,
      maxLength: 3,
    }),
    agreements: fc.array(agreement, { maxLength: 12 }),
    classes: fc.array(schoolClass, { maxLength: 6 }),
    sessions: fc.array(session, { maxLength: 5 }),
    secondments: fc.array(secondment, { maxLength: 6 }),
    quota: maybe(fc.integer({ min: 0, max: 60 })),
    committee: fc.array(member, { maxLength: 6 }),
  })
  .map((drawn) =>
    schoolFacts(SchoolTier.ORDINARY, {
      tiers: [{ tier: SchoolTier.NATIONAL_KEY, effectiveFrom: '2024-01-15' }, ...drawn.tiers].filter(
        (row, index, rows) => rows.findIndex(({ effectiveFrom }) => effectiveFrom === row.effectiveFrom) === index,
      ),
      majors: [1, 2, 3].map((id) => ({ id, code: `ZY-${id}`, name: `专业${id}` })),
      agreements: drawn.agreements.map(asAgreement),
      classes: drawn.classes.map((row, index) => ({
        ...row,
        id: index + 1,
        code: `BJ-${index + 1}`,
        countedOn: row.heads === null ? null : '2023-12-01',
      })),
      trainings: drawn.sessions.map((row, index) => ({
        ...row,
        id: index + 1,
        code: `PX-${index + 1}`,
        passed: row.passed.map((personKey, position) => ({ id: index * 10 + position + 1, personKey })),
        notPassed: row.notPassed.map((personKey, position) => ({ id: index * 10 + position + 6, personKey })),
      })),
      secondments: drawn.secondments.map(({ days, ...row }, index) => ({
        ...row,
        id: index + 1,
        code: `GZ-${index + 1}`,
        endsOn: addDays(row.startsOn, days),
      })),
      secondmentQuota: drawn.quota,
      committee: drawn.committee.map((row, index) => ({ ...row, id: index + 1, name: `成员${index + 1}` })),
    }),
  );

/** A policy with small thresholds, so that passes are as common as failures. */
export const arbitraryPolicy: fc.Arbitrary<PolicyDocument> = fc
  .record({
    minVerifiedExecutions: fc.integer({ min: 0, max: 2 }),
    countedPartnerKinds: fc.subarray(Object.values(EnterpriseKind), { minLength: 1 }),
    partners: fc.integer({ min: 0, max: 3 }),
    percent: fc.constantFrom(0, 1, 30, 33, 50, 67, 100),
    heads: fc.constantFrom(1, 40, 300, 1200),
    training: fc.integer({ min: 0, max: 4 }),
    gradeFloor: fc.integer({ min: 1, max: 5 }),
    partnersPerMajor: fc.integer({ min: 0, max: 2 }),
  })
  .map((drawn) => ({
    ...POLICY,
    minVerifiedExecutions: drawn.minVerifiedExecutions,
    countedPartnerKinds: drawn.countedPartnerKinds,
    tiers: {
      ...POLICY.tiers,
      [SchoolTier.NATIONAL_KEY]: {
        PARTNERS: { target: drawn.partners, clause: '二.1' },
        SENIOR_CLASSES: {
          percent: drawn.percent,
          heads: drawn.heads,
          countedLevels: [ClassLevel.SENIOR],
          clause: '二.2',
        },
        TRAINING: { target: drawn.training, clause: '二.3' },
      },
    },
    majors: { ...POLICY.majors, partnersPerMajor: drawn.partnersPerMajor },
    training: { ...POLICY.training, gradeFloor: drawn.gradeFloor },
    committee: { percent: drawn.percent, clause: '三' },
  }));

/** A reference date of 2024, both ends and the leap day more often than others. */
export const arbitraryReferenceDate = fc.oneof(
  fc.integer({ min: 0, max: 365 }).map((days) => addDays('2024-01-01', days)),
  fc.constantFrom('2024-01-01', '2024-02-29', '2024-12-31'),
);

function asAgreement(drawn: typeof agreement extends fc.Arbitrary<infer T> ? T : never, index: number): AgreementFact {
  const { enterprise, hasPlan, ...row } = drawn;
  const id = index + 1;
  return {
    ...row,
    id,
    code: `XY-${id}`,
    enterpriseId: enterprise,
    planId: hasPlan ? id : null,
    planApprovedOn: hasPlan ? row.planApprovedOn : null,
    executions: row.executions.map((record, position) => ({ ...record, id: id * 10 + position })),
  };
}

/** True nine times of ten. */
function mostly(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0);
}
