import { ApplicationOrigin, ApplicationStatus, ChoiceSide } from './application-status';

/** What may be done to an application (domain.md §3). */
export enum ApplicationStep {
  TO_INTERVIEW = 'TO_INTERVIEW',
  OFFER = 'OFFER',
  ACCEPT = 'ACCEPT',
  DECLINE = 'DECLINE',
  REFUSE = 'REFUSE',
  WITHDRAW = 'WITHDRAW',
  PLACE = 'PLACE',
  EXPIRE = 'EXPIRE',
}

const { SENT, INTERVIEW, OFFERED, ACCEPTED, PLACED, DECLINED, REFUSED, WITHDRAWN, EXPIRED } = ApplicationStatus;

interface StepRule {
  readonly from: readonly ApplicationStatus[];
  readonly to: ApplicationStatus;
  /** Who takes it; 'ANSWERING' is the side that did not begin, 'SYSTEM' nobody of the two. */
  readonly by: ChoiceSide | 'ANSWERING' | 'EITHER' | 'SYSTEM';
}

/** The transition table. */
export const STEPS: Readonly<Record<ApplicationStep, StepRule>> = {
  [ApplicationStep.TO_INTERVIEW]: { from: [SENT], to: INTERVIEW, by: 'ANSWERING' },
  [ApplicationStep.OFFER]: { from: [INTERVIEW], to: OFFERED, by: ChoiceSide.ENTERPRISE },
  [ApplicationStep.ACCEPT]: { from: [OFFERED], to: ACCEPTED, by: ChoiceSide.GRADUATE },
  [ApplicationStep.DECLINE]: { from: [SENT, INTERVIEW, OFFERED], to: DECLINED, by: ChoiceSide.GRADUATE },
  // An accepted offer binds the enterprise; before that it may take it back.
  [ApplicationStep.REFUSE]: { from: [SENT, INTERVIEW, OFFERED], to: REFUSED, by: ChoiceSide.ENTERPRISE },
  [ApplicationStep.WITHDRAW]: { from: [SENT, INTERVIEW, OFFERED, ACCEPTED], to: WITHDRAWN, by: ChoiceSide.GRADUATE },
  [ApplicationStep.PLACE]: { from: [ACCEPTED], to: PLACED, by: 'EITHER' },
  [ApplicationStep.EXPIRE]: { from: [SENT, INTERVIEW, OFFERED], to: EXPIRED, by: 'SYSTEM' },
};

export function isStepAllowed(step: ApplicationStep, status: ApplicationStatus): boolean {
  return STEPS[step].from.includes(status);
}

/** Whether the side may take the step in an application of that origin. */
export function isStepOf(step: ApplicationStep, side: ChoiceSide, origin: ApplicationOrigin): boolean {
  const { by } = STEPS[step];
  if (by === 'EITHER') return true;
  if (by !== 'ANSWERING') return by === side;
  return side === (origin === ApplicationOrigin.APPLICATION ? ChoiceSide.ENTERPRISE : ChoiceSide.GRADUATE);
}
