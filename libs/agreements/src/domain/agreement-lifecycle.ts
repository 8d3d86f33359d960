import { AgreementSide } from './agreement-side';
import { AgreementStatus } from './agreement-status';

/** What may be done to an agreement (domain.md §3). */
export enum AgreementStep {
  EDIT = 'EDIT',
  APPROVE = 'APPROVE',
  FILE = 'FILE',
  TERMINATE = 'TERMINATE',
  RENEW = 'RENEW',
  CHANGE_PARTY = 'CHANGE_PARTY',
  PAUSE = 'PAUSE',
  RESUME = 'RESUME',
  SET_PLAN = 'SET_PLAN',
  APPROVE_PLAN = 'APPROVE_PLAN',
  RECORD_EXECUTION = 'RECORD_EXECUTION',
  REMIND = 'REMIND',
  LAPSE = 'LAPSE',
}

const { DRAFT, PROPOSED, SIGNED, FILED, TERMINATED, RENEWED } = AgreementStatus;

/** The transition table: the statuses in which a step is allowed. LAPSED allows nothing any more. */
export const STEP_ALLOWED_IN: Readonly<Record<AgreementStep, readonly AgreementStatus[]>> = {
  [AgreementStep.EDIT]: [DRAFT, PROPOSED, SIGNED],
  [AgreementStep.APPROVE]: [DRAFT, PROPOSED],
  [AgreementStep.FILE]: [SIGNED],
  [AgreementStep.TERMINATE]: [SIGNED, FILED, RENEWED],
  [AgreementStep.RENEW]: [FILED],
  [AgreementStep.CHANGE_PARTY]: [FILED],
  [AgreementStep.PAUSE]: [FILED],
  [AgreementStep.RESUME]: [FILED],
  [AgreementStep.SET_PLAN]: [DRAFT, PROPOSED, SIGNED, FILED, RENEWED],
  [AgreementStep.APPROVE_PLAN]: [SIGNED, FILED, RENEWED],
  // What was done before the end may be recorded, and confirmed, after it.
  [AgreementStep.RECORD_EXECUTION]: [SIGNED, FILED, RENEWED, TERMINATED],
  [AgreementStep.REMIND]: [DRAFT],
  [AgreementStep.LAPSE]: [DRAFT],
};

export function isStepAllowed(step: AgreementStep, status: AgreementStatus): boolean {
  return STEP_ALLOWED_IN[step].includes(status);
}

/** An edit drops every signature, so whatever the status was, both sides are to sign again (domain.md §2 case 9). */
export const STATUS_AFTER_EDIT = DRAFT;

/**
 * Status after `side` signs: PROPOSED while the other's turn is open, SIGNED when both signed the same revision. null
 * when the side has signed this revision before. `signed` holds the sides that signed the current revision.
 */
export function statusAfterApproval(side: AgreementSide, signed: readonly AgreementSide[]): AgreementStatus | null {
  if (signed.includes(side)) return null;
  return signed.length === 0 ? PROPOSED : SIGNED;
}

/** What becomes of an agreement when its successor is filed: the same partners go on, or another partner took over. */
export function statusAfterSuccession(samePartner: boolean): AgreementStatus {
  return samePartner ? RENEWED : TERMINATED;
}
