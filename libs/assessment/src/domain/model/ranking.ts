import { AssessmentSubject } from './assessment-subject';
import { DecimalText } from './decimal-text';

export interface Ranking {
  readonly subject: AssessmentSubject;
  /** By rank, then by code; the unranked last. */
  readonly rows: readonly RankingRow[];
}

export interface RankingRow {
  readonly organisationId: number;
  readonly code: string;
  readonly name: string;
  /** Shared by true ties (1,2,2,4); null: takes no part in the ranking (不参加排名). */
  readonly rank: number | null;
  /** Sum of the goals' rounded scores, or 0 by a veto. */
  readonly score: DecimalText;
  /** Hard targets that are met or do not apply. */
  readonly hardTargetsMet: number;
  /** Code of the award. */
  readonly award: string | null;
  /** Codes of the vetoes that apply. */
  readonly vetoes: readonly string[];
  /** In the scheme's order. */
  readonly goals: readonly GoalScore[];
}

export interface GoalScore {
  readonly goal: string;
  /** Of the goal's first component, which is what tables show. */
  readonly value: DecimalText | null;
  readonly target: DecimalText | null;
  /** Rounded half up, once. */
  readonly score: DecimalText;
  /** What could be had without bonus; differs from the weight where points were redistributed. Rounded. */
  readonly maximum: DecimalText;
  /** Chinese, why points are missing or given without a value; null: nothing to explain. */
  readonly reason: string | null;
  readonly components: readonly ComponentScore[];
}

/** How a goal's score came about; rounded for display alone, the goal's score adds the unrounded ones. */
export interface ComponentScore {
  readonly component: string;
  readonly value: DecimalText | null;
  readonly target: DecimalText | null;
  readonly score: DecimalText;
  readonly maximum: DecimalText;
  readonly reason: string | null;
}
