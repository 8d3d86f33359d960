import { CalendarDate } from '@sxbq/kernel';
import { FactCode } from '../facts/fact-code';
import { AssessmentSubject } from './assessment-subject';
import { DecimalText } from './decimal-text';

/** Why a fact has no value. */
export type FactAbsence = 'NO_DATA' | 'NOT_APPLICABLE';

/** What was measured of one organisation, frozen. */
export interface Fact {
  /** null: see absence. */
  readonly value: DecimalText | null;
  /** What is asked of this very organisation; null: nothing is, or the scheme sets it. */
  readonly target: DecimalText | null;
  /** Whether the target is met; null without target or value. */
  readonly met: boolean | null;
  /** Set exactly when value is null. */
  readonly absence: FactAbsence | null;
  /** Chinese sentence that says why there is no value. */
  readonly reason: string | null;
  /** Of a share: what was counted, of how many. */
  readonly basis: Basis | null;
  readonly evidence: readonly FactEvidence[];
}

export interface Basis {
  readonly counted: number;
  readonly total: number;
}

/** The rows that a number came from; ids ascending, never a person's data. */
export interface FactEvidence {
  /** AGREEMENT, CLASS, TRAINING_SESSION, SECONDMENT, … */
  readonly type: string;
  readonly ids: readonly number[];
  /** Rows, or heads where the rows stand for people. */
  readonly count: number;
}

/** Everything about one organisation that a ranking may depend on. */
export interface OrganisationFacts {
  readonly subject: AssessmentSubject;
  readonly organisationId: number;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  /** Schools: tier on the year's last day. */
  readonly tier: string | null;
  /** Joined the programme on; null: before it was recorded. */
  readonly joinedOn: CalendarDate | null;
  readonly facts: Readonly<Partial<Record<FactCode, Fact>>>;
}

/** School and enterprise ids are counted apart: only both together name an organisation. */
export interface OrganisationRef {
  readonly subject: AssessmentSubject;
  readonly organisationId: number;
}

export const organisationKey = ({ subject, organisationId }: OrganisationRef): string => `${subject}:${organisationId}`;
