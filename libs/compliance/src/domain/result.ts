import { CalendarDate } from '@sxbq/kernel';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Condition, ConditionDetail } from './condition';
import { Verdict } from './verdict';

/** A share: `counted` of `total`; for SENIOR_CLASSES also which alternative passed. */
export interface ShareMeasured {
  readonly counted: number;
  readonly total: number;
  /** PERCENT, HEADS, BOTH; null when neither passed. Only SENIOR_CLASSES has alternatives. */
  readonly alternative?: 'PERCENT' | 'HEADS' | 'BOTH' | null;
}

/** A share to reach in percent; SENIOR_CLASSES may be met by a number of heads instead. */
export interface ShareTarget {
  readonly percent: number;
  readonly heads?: number;
}

/** Where a failing indicator stands against the straight line from 1 January to the year's last day. */
export interface Pace {
  /** AHEAD: on the line or above it. */
  readonly position: 'AHEAD' | 'BEHIND';
  /** What the line asks on D, rounded up to a whole unit. */
  readonly expected: number;
  /** Days from 1 January to D, both included. */
  readonly elapsedDays: number;
  /** 365 or 366. */
  readonly yearDays: number;
}

export type EvidenceType = 'AGREEMENT' | 'CLASS' | 'TRAINING_SESSION' | 'SECONDMENT' | 'COMMITTEE_MEMBER';

/** One row that was counted, or a candidate that was not. */
export interface EvidenceItem {
  readonly type: EvidenceType;
  readonly id: number;
  /** Natural key as users know it: agreement code, class code, …; a member's name. */
  readonly code: string;
  /** MAJORS: code of the major it was looked at for. */
  readonly majorCode?: string;
  /** Agreements: the partner. */
  readonly enterpriseId?: number;
  /** Executions that made an agreement effective. */
  readonly executionIds?: readonly number[];
  /** Classes: heads of the latest snapshot and its date. */
  readonly heads?: number;
  readonly countedOn?: CalendarDate;
  /** TRAINING: trainee ids of the session. */
  readonly traineeIds?: readonly number[];
  /** SECONDMENTS: person-days it added. */
  readonly days?: number;
  /** Only on candidates that were not counted: the first condition that failed. */
  readonly failed?: Condition;
  readonly detail?: ConditionDetail;
}

/** MAJORS: how one major that the rule concerns stands. */
export interface MajorEvidence {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly measured: number;
  readonly target: number;
  readonly met: boolean;
  /** Codes of the running classes that make the rule concern it. */
  readonly classCodes: readonly string[];
}

/** How a partner is called: its 统一社会信用代码 and name. */
export interface PartnerName {
  readonly uscc: string;
  readonly name: string;
}

export interface Evidence {
  readonly counted: readonly EvidenceItem[];
  readonly notCounted: readonly EvidenceItem[];
  readonly majors?: readonly MajorEvidence[];
}

/** Why an indicator is NOT_APPLICABLE or NO_DATA. */
export interface Reason {
  readonly code: ReasonCode;
  /** Chinese sentence. */
  readonly message: string;
}

export type ReasonCode =
  | 'TIER_UNKNOWN'
  | 'NO_TARGET_FOR_TIER'
  | 'NO_MAJOR_CONCERNED'
  | 'CLASS_WITHOUT_SNAPSHOT'
  | 'NO_STUDENTS'
  | 'NO_QUOTA'
  | 'NO_MEMBERS';

export interface IndicatorResult {
  readonly code: IndicatorCode;
  readonly verdict: Verdict;
  /** null when the indicator is NOT_APPLICABLE or NO_DATA. */
  readonly measured: number | ShareMeasured | null;
  /** null when the indicator is NOT_APPLICABLE. */
  readonly target: number | ShareTarget | null;
  /** Whole units still missing, 0 when it passes; null when it cannot be told. */
  readonly gap: number | null;
  /** Unit of measured and gap, in Chinese. */
  readonly unit: string;
  /** Clause of the policy document that sets the target. */
  readonly clause: string | null;
  /** Only FAIL before the year's last day. */
  readonly pace: Pace | null;
  readonly reason: Reason | null;
  readonly evidence: Evidence;
}

/** An indicator as lists show it. */
export type IndicatorSummary = Omit<IndicatorResult, 'evidence'>;

/** The result for one (school, programme year, reference date), without its evidence. */
export interface SchoolSummary {
  readonly schoolId: number;
  readonly schoolCode: string;
  readonly schoolName: string;
  /** Tier on D; null when none was effective yet. */
  readonly tier: SchoolTier | null;
  readonly year: number;
  readonly asOf: CalendarDate;
  readonly overall: Verdict;
  /** Six, in the order of IndicatorCode. */
  readonly indicators: readonly IndicatorSummary[];
  readonly policyId: number;
  readonly policyCode: string;
  readonly policyVersion: number;
  readonly ruleSetVersion: string;
  /** SHA-256 (hex) over the canonical JSON of the facts used. */
  readonly factsDigest: string;
}

/** The same with evidence. */
export interface SchoolCompliance extends SchoolSummary {
  readonly indicators: readonly IndicatorResult[];
}

/** Leaves the evidence behind. */
export function summaryOf(result: SchoolCompliance): SchoolSummary {
  return { ...result, indicators: result.indicators.map(withoutEvidence) };
}

export function withoutEvidence({ evidence: _evidence, ...summary }: IndicatorResult): IndicatorSummary {
  return summary;
}
