import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { programmeYear } from '@sxbq/kernel';
import type { PolicyDocument } from '@sxbq/policy';
import { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import {
  AgreementFact,
  ClassFact,
  CommitteeFact,
  ExecutionFact,
  SchoolFacts,
  SecondmentFact,
  TrainingFact,
} from '../facts';
import { RuleContext } from '../rule-context';

/** The thresholds of domain.md §2's table, as specs need them. */
export const POLICY: PolicyDocument = {
  countedPartnerKinds: [EnterpriseKind.ENTERPRISE],
  minVerifiedExecutions: 1,
  tiers: {
    [SchoolTier.TECHNICIAN_COLLEGE]: {
      PARTNERS: { target: 20, clause: '二.1' },
      SENIOR_CLASSES: {
        percent: 50,
        heads: 1200,
        countedLevels: [ClassLevel.SENIOR, ClassLevel.PRE_TECHNICIAN, ClassLevel.TECHNICIAN],
        clause: '二.2',
      },
      TRAINING: { target: 500, clause: '二.3' },
    },
    [SchoolTier.SENIOR_TECHNICAL]: {
      PARTNERS: { target: 20, clause: '二.1' },
      SENIOR_CLASSES: { percent: 30, heads: 800, countedLevels: [ClassLevel.SENIOR], clause: '二.2' },
      TRAINING: { target: 400, clause: '二.3' },
    },
    [SchoolTier.NATIONAL_KEY]: {
      PARTNERS: { target: 20, clause: '二.1' },
      SENIOR_CLASSES: { percent: 20, heads: 300, countedLevels: [ClassLevel.SENIOR], clause: '二.2' },
      TRAINING: { target: 200, clause: '二.3' },
    },
    [SchoolTier.PROVINCIAL_KEY]: { PARTNERS: { target: 10, clause: '二.1' } },
    [SchoolTier.ORDINARY]: {},
  },
  majors: {
    partnersPerMajor: 2,
    concernedLevels: [ClassLevel.SENIOR, ClassLevel.PRE_TECHNICIAN, ClassLevel.TECHNICIAN],
    clause: '二.1',
  },
  training: { gradeFloor: 3, clause: '二.3' },
  committee: { percent: 30, clause: '三' },
};

/** Judged on the last day of 2025 unless said otherwise, so that no pace is in the way. */
export function context(
  tier: SchoolTier | null,
  asOf = '2025-12-31',
  policy: Partial<PolicyDocument> = {},
): RuleContext {
  return { year: programmeYear(Number(asOf.slice(0, 4))), asOf, policy: { ...POLICY, ...policy }, tier };
}

export const execution = (fact: Partial<ExecutionFact> = {}): ExecutionFact => ({
  id: 1,
  occurredOn: '2025-03-01',
  verified: true,
  reversed: false,
  ...fact,
});

/** Effective through 2025 unless a field says otherwise; a partner of its own. */
export const agreement = (id: number, fact: Partial<AgreementFact> = {}): AgreementFact => ({
  id,
  code: `XY-${id}`,
  kinds: [AgreementKind.CLOSE],
  enterpriseId: id,
  enterpriseKind: EnterpriseKind.ENTERPRISE,
  filedOn: '2025-01-01',
  effectiveFrom: '2025-01-01',
  effectiveTo: null,
  terminatedOn: null,
  planId: id,
  planApprovedOn: '2025-01-01',
  executions: [execution()],
  majorIds: [],
  ...fact,
});

export const agreements = (count: number, fact: Partial<AgreementFact> = {}): AgreementFact[] =>
  Array.from({ length: count }, (_, index) => agreement(index + 1, fact));

/** A senior class of 40 running since 2023. */
export const schoolClass = (id: number, fact: Partial<ClassFact> = {}): ClassFact => ({
  id,
  code: `BJ-${id}`,
  majorId: 1,
  level: ClassLevel.SENIOR,
  startsOn: '2023-09-01',
  endsOn: null,
  heads: 40,
  countedOn: '2025-03-01',
  ...fact,
});

/** A grade 3 session that ended in June 2025 with the persons named as passed. */
export const training = (id: number, persons: readonly string[], fact: Partial<TrainingFact> = {}): TrainingFact => ({
  id,
  code: `PX-${id}`,
  occupationCode: '6-18-01-01',
  grade: 3,
  endsOn: '2025-06-30',
  passed: persons.map((personKey, index) => ({ id: id * 1000 + index, personKey })),
  notPassed: [],
  ...fact,
});

export const secondment = (id: number, startsOn: string, endsOn: string, fact: Partial<SecondmentFact> = {}) => ({
  id,
  code: `GZ-${id}`,
  teacherNumber: 'T1',
  startsOn,
  endsOn,
  verified: true,
  reversed: false,
  ...fact,
});

export const member = (id: number, affiliation: CommitteeAffiliation, fact: Partial<CommitteeFact> = {}) => ({
  id,
  name: `成员${id}`,
  affiliation,
  startsOn: '2024-01-01',
  endsOn: null,
  ...fact,
});

/** Members of both sides, the enterprise's first. */
export const committee = (fromEnterprises: number, fromSchool: number): CommitteeFact[] => [
  ...Array.from({ length: fromEnterprises }, (_, index) => member(index + 1, CommitteeAffiliation.ENTERPRISE)),
  ...Array.from({ length: fromSchool }, (_, index) => member(fromEnterprises + index + 1, CommitteeAffiliation.SCHOOL)),
];

export const schoolFacts = (tier: SchoolTier, facts: Partial<SchoolFacts> = {}): SchoolFacts => ({
  id: 1,
  code: 'X01',
  name: '示例学校',
  tiers: [{ tier, effectiveFrom: '2020-01-01' }],
  majors: [
    { id: 1, code: 'ZY-1', name: '数控加工' },
    { id: 2, code: 'ZY-2', name: '机电一体化' },
  ],
  classes: [],
  agreements: [],
  trainings: [],
  secondments: [],
  secondmentQuota: null,
  committee: [],
  ...facts,
});
