import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { CalendarDate } from '@sxbq/kernel';
import { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';

/** The tier a school holds from a date on, until a later row takes over. */
export interface TierFact {
  readonly tier: SchoolTier;
  readonly effectiveFrom: CalendarDate;
}

export interface MajorFact {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** A class that runs on some day of the programme year. */
export interface ClassFact {
  readonly id: number;
  readonly code: string;
  readonly majorId: number;
  readonly level: ClassLevel;
  readonly startsOn: CalendarDate;
  /** null = still open. */
  readonly endsOn: CalendarDate | null;
  /** Head count of the latest snapshot on or before D; null when there is none. */
  readonly heads: number | null;
  readonly countedOn: CalendarDate | null;
}

export interface ExecutionFact {
  readonly id: number;
  readonly occurredOn: CalendarDate;
  readonly verified: boolean;
  readonly reversed: boolean;
}

export interface AgreementFact {
  readonly id: number;
  readonly code: string;
  readonly kinds: readonly AgreementKind[];
  readonly enterpriseId: number;
  readonly enterpriseKind: EnterpriseKind;
  readonly filedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  /** Last day in force; null = open. */
  readonly effectiveTo: CalendarDate | null;
  /** No longer in force on this day. */
  readonly terminatedOn: CalendarDate | null;
  readonly planId: number | null;
  readonly planApprovedOn: CalendarDate | null;
  /** Records of the programme year and the year before. */
  readonly executions: readonly ExecutionFact[];
  /** School majors it covers. */
  readonly majorIds: readonly number[];
}

export interface TraineeFact {
  readonly id: number;
  /** Blind index of the ID number: tells persons apart, reveals nothing. */
  readonly personKey: string;
}

/** A training session that ends in the programme year. */
export interface TrainingFact {
  readonly id: number;
  readonly code: string;
  readonly occupationCode: string;
  /** 1–5; a lower number is a higher grade. */
  readonly grade: number;
  readonly endsOn: CalendarDate;
  readonly passed: readonly TraineeFact[];
  readonly notPassed: readonly TraineeFact[];
}

/** A secondment that touches the programme year; both ends included. */
export interface SecondmentFact {
  readonly id: number;
  readonly code: string;
  /** Tells the school's teachers apart. */
  readonly teacherNumber: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly verified: boolean;
  readonly reversed: boolean;
}

/** A member from startsOn to the day before endsOn. */
export interface CommitteeFact {
  readonly id: number;
  readonly name: string;
  readonly affiliation: CommitteeAffiliation;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate | null;
}

/** Everything the rules are fed about one school for one (year, D). Every list of rows is in ascending order of id. */
export interface SchoolFacts {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly tiers: readonly TierFact[];
  readonly majors: readonly MajorFact[];
  readonly classes: readonly ClassFact[];
  readonly agreements: readonly AgreementFact[];
  /** Empty where the policy asks the tier for none. */
  readonly trainings: readonly TrainingFact[];
  readonly secondments: readonly SecondmentFact[];
  /** Person-days asked of the school for the year; null = no quota set. */
  readonly secondmentQuota: number | null;
  readonly committee: readonly CommitteeFact[];
}
