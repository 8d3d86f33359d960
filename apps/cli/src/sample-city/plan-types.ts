import type { CalendarDate } from '@sxbq/kernel';
import type { SchoolTier } from '@sxbq/schools/vocabulary';
import type { Timeline } from './timeline';

/** The four verdicts of domain.md §2. */
export type Verdict = 'PASS' | 'FAIL' | 'NOT_APPLICABLE' | 'NO_DATA';

/** States of an agreement that is effective on D, most of them by a single day. */
export type EffectiveState =
  | 'PLAIN'
  | 'ENDS_ON_D'
  | 'STARTS_ON_D'
  | 'FILED_ON_D'
  | 'PLAN_APPROVED_ON_D'
  | 'EXECUTED_ON_D'
  | 'EXECUTED_ON_FIRST_DAY'
  | 'TERMINATED_AFTER_D'
  | 'FROM_LEAP_DAY';

/** States of an agreement that fails exactly one condition on D. */
export type IneffectiveState =
  | 'EXPIRED_DAY_BEFORE'
  | 'TERMINATED_ON_D'
  | 'NOT_FILED'
  | 'FILED_AFTER_D'
  | 'STARTS_AFTER_D'
  | 'NO_PLAN'
  | 'PLAN_APPROVED_AFTER_D'
  | 'NEVER_EXECUTED'
  | 'EXECUTED_LAST_YEAR'
  | 'EXECUTION_NOT_VERIFIED';

export type AgreementState = EffectiveState | IneffectiveState;

/** An agreement that looks as if it counted and does not. */
export interface Miss {
  readonly state: AgreementState;
  /** NEW: a firm not counted otherwise; COUNTED: a firm that counts already; else a partner of a kind not counted. */
  readonly partner: 'NEW' | 'COUNTED' | 'ASSOCIATION' | 'CLUSTER';
}

export interface Planned {
  readonly verdict: Verdict;
  /** Numbers of domain.md's case list that this entry plays. */
  readonly cases: readonly number[];
  /** What is played, in Chinese, for whoever reads expected.json. */
  readonly note: string;
}

export interface PartnersPlan extends Planned {
  /** Firms with an effective CLOSE agreement. */
  readonly firms: number;
  /** Null: no target for the tier. */
  readonly target: number | null;
  /** States of the first of those agreements; the others are PLAIN. */
  readonly edges: readonly EffectiveState[];
  readonly misses: readonly Miss[];
}

/** A major with a running class of a counted level. */
export interface ConcernedMajorPlan {
  /** Distinct firms with an effective JOINT_TRAINING agreement that covers it. */
  readonly firms: number;
  /** State of its last agreement; PLAIN when left out. */
  readonly edge?: EffectiveState;
  readonly misses?: readonly Miss[];
  /** The only senior class of this major has no enrolment snapshot. */
  readonly onlyClassWithoutSnapshot?: boolean;
}

export interface MajorsPlan extends Planned {
  readonly met: number;
  readonly concerned: readonly ConcernedMajorPlan[];
  /** Majors with 中级工 classes only. */
  readonly others: number;
}

/** Classes that must not count, or count by a single day. */
export type OddClass =
  | 'ENDED_DAY_BEFORE_D'
  | 'ENDS_ON_D'
  | 'STARTS_DAY_AFTER_D'
  | 'STARTS_NEXT_AUTUMN'
  | 'SENIOR_WITHOUT_HEADS'
  | 'ENDED_LAST_SUMMER';

export interface SeniorClassesPlan extends Planned {
  /** Heads of the running classes in their latest snapshots, by level. */
  readonly senior: number;
  readonly preTechnician: number;
  readonly technician: number;
  readonly intermediate: number;
  /** Heads the tier counts, and all heads; null when the rule does not apply or cannot be computed. */
  readonly counted: number | null;
  readonly total: number | null;
  readonly target: { readonly percent: number; readonly heads: number } | null;
  readonly oddClasses: readonly OddClass[];
  /** The school's last count is dated D, the last day that still tells. */
  readonly countedOnD?: boolean;
}

export interface TrainingPlan extends Planned {
  /** Distinct (person, occupation, grade) passed at grade ≥ L3 in sessions that ended this year up to D. */
  readonly passes: number;
  readonly target: number | null;
  /** Of those, people who passed in two grades. */
  readonly inTwoGrades: number;
  /** People who passed the same occupation and grade a second time. */
  readonly passedTwice: number;
  /** Passes at L4, passes in a session that ended last year, people who failed. */
  readonly levelFour: number;
  readonly lastYear: number;
  readonly failed: number;
}

export interface SecondmentsPlan extends Planned {
  /** Verified person-days of the year up to D above the school's quota; null: no quota. */
  readonly aboveQuota: number | null;
  readonly odd: readonly ('YEAR_BOUNDARY' | 'SAME_DAYS_TWICE' | 'NOT_VERIFIED' | 'LAST_YEAR' | 'ONGOING')[];
}

export interface CommitteePlan extends Planned {
  /** Members on D by affiliation. */
  readonly school: number;
  readonly enterprise: number;
  readonly industry: number;
  readonly government: number;
  /** Enterprise members whose dates miss or hit D by a day; those that hit are among `enterprise`. */
  readonly odd: readonly ('LEAVES_ON_D' | 'JOINS_AFTER_D' | 'JOINS_ON_D' | 'LEAVES_AFTER_D')[];
}

export interface SchoolPlan {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  /** Teachers: the weight of the school's share in the city's secondment days. */
  readonly teachers: number;
  readonly tier: SchoolTier;
  /** All tiers with their first days; the one on D is `tier`. */
  readonly tiers: readonly { readonly tier: SchoolTier; readonly from: (time: Timeline) => CalendarDate }[];
  readonly overall: 'PASS' | 'FAIL' | 'NO_DATA';
  readonly PARTNERS: PartnersPlan;
  readonly MAJORS: MajorsPlan;
  readonly SENIOR_CLASSES: SeniorClassesPlan;
  readonly TRAINING: TrainingPlan;
  readonly SECONDMENTS: SecondmentsPlan;
  readonly COMMITTEE: CommitteePlan;
}
