import { InterestStatus, MenuSide, otherSide } from './interest-status';

/** What may be done to an interest; SHOW begins it. */
export enum InterestStep {
  SHOW = 'SHOW',
  AGREE = 'AGREE',
  DECLINE = 'DECLINE',
  WITHDRAW = 'WITHDRAW',
  CONVERT = 'CONVERT',
  REMIND = 'REMIND',
  LAPSE = 'LAPSE',
}

export const INTEREST_STEP_TITLES: Readonly<Record<InterestStep, string>> = {
  [InterestStep.SHOW]: '提出意向',
  [InterestStep.AGREE]: '同意',
  [InterestStep.DECLINE]: '谢绝',
  [InterestStep.WITHDRAW]: '撤回',
  [InterestStep.CONVERT]: '开班',
  [InterestStep.REMIND]: '提醒',
  [InterestStep.LAPSE]: '逾期作废',
};

const { INTEREST, AGREED, CONVERTED, DECLINED, WITHDRAWN, EXPIRED } = InterestStatus;

interface StepRule {
  readonly from: readonly InterestStatus[];
  /** Null: the status stays. */
  readonly to: InterestStatus | null;
}

/** The transition table. */
export const INTEREST_STEPS: Readonly<Record<InterestStep, StepRule>> = {
  [InterestStep.SHOW]: { from: [], to: INTEREST },
  [InterestStep.AGREE]: { from: [INTEREST], to: AGREED },
  [InterestStep.DECLINE]: { from: [INTEREST], to: DECLINED },
  // Until it is a training; what was agreed may fall through, and the seats are free again.
  [InterestStep.WITHDRAW]: { from: [INTEREST, AGREED], to: WITHDRAWN },
  [InterestStep.CONVERT]: { from: [AGREED], to: CONVERTED },
  [InterestStep.REMIND]: { from: [INTEREST, AGREED], to: null },
  [InterestStep.LAPSE]: { from: [INTEREST], to: EXPIRED },
};

export function isInterestStepAllowed(step: InterestStep, status: InterestStatus): boolean {
  return INTEREST_STEPS[step].from.includes(status);
}

/** Whose turn it is: the side that did not speak first, then the school, which makes it a training; null when it ended. */
export function turnOf(status: InterestStatus, origin: MenuSide): MenuSide | null {
  if (status === INTEREST) return otherSide(origin);
  return status === AGREED ? MenuSide.SCHOOL : null;
}

/** Whether the side may take the step; a step of nobody's is the schedule's. */
export function mayTake(step: InterestStep, side: MenuSide, status: InterestStatus, origin: MenuSide): boolean {
  switch (step) {
    case InterestStep.AGREE:
    case InterestStep.DECLINE:
      return side === otherSide(origin);
    case InterestStep.WITHDRAW:
      return status === AGREED || side === origin;
    case InterestStep.CONVERT:
      return side === MenuSide.SCHOOL;
    default:
      return false;
  }
}
