import { RoundStatus } from './round-status';

/** What moves a round on. */
export enum RoundStep {
  OPEN = 'OPEN',
  CLOSE = 'CLOSE',
  /** Also from MATCHED: again before publication, when somebody was taken out. */
  RUN = 'RUN',
  /** A pass was computed and kept. */
  KEEP = 'KEEP',
  /** A pass was stopped or failed: back to frozen ranks. */
  STOP = 'STOP',
  PUBLISH = 'PUBLISH',
  /** All answered: the rest and the places that are left may go into another pass. */
  SETTLE = 'SETTLE',
  FINISH = 'FINISH',
  CANCEL = 'CANCEL',
}

const { DRAFT, OPEN, CLOSED, MATCHING, MATCHED, PROPOSED, FINISHED, CANCELLED } = RoundStatus;

interface StepRule {
  readonly from: readonly RoundStatus[];
  readonly to: RoundStatus;
}

/** The transition table. */
export const ROUND_STEPS: Readonly<Record<RoundStep, StepRule>> = {
  [RoundStep.OPEN]: { from: [DRAFT], to: OPEN },
  [RoundStep.CLOSE]: { from: [OPEN], to: CLOSED },
  [RoundStep.RUN]: { from: [CLOSED, MATCHED], to: MATCHING },
  [RoundStep.KEEP]: { from: [MATCHING], to: MATCHED },
  [RoundStep.STOP]: { from: [MATCHING], to: CLOSED },
  [RoundStep.PUBLISH]: { from: [MATCHED], to: PROPOSED },
  [RoundStep.SETTLE]: { from: [PROPOSED], to: CLOSED },
  [RoundStep.FINISH]: { from: [CLOSED, PROPOSED], to: FINISHED },
  [RoundStep.CANCEL]: { from: [DRAFT, OPEN, CLOSED, MATCHING, MATCHED], to: CANCELLED },
};

/** What was published cannot be cancelled any more, and what was not cannot be finished. */
export function isRoundStepAllowed(step: RoundStep, round: { status: RoundStatus; publishedPasses: number }): boolean {
  if (step === RoundStep.CANCEL && round.publishedPasses > 0) return false;
  if (step === RoundStep.FINISH && round.publishedPasses === 0) return false;
  return ROUND_STEPS[step].from.includes(round.status);
}

/** Participants may leave as long as something can still come of the round. */
export const LEAVING_STATUSES: readonly RoundStatus[] = [OPEN, CLOSED, MATCHING, MATCHED, PROPOSED];

/** An officer strikes pairs and takes participants out before the result is seen, or between passes. */
export const OVERRIDE_STATUSES: readonly RoundStatus[] = [OPEN, CLOSED, MATCHED];
