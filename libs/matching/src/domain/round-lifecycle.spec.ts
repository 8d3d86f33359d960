import { isRoundStepAllowed, ROUND_STEPS, RoundStep } from './round-lifecycle';
import { RoundStatus } from './round-status';

const allowed = (status: RoundStatus, publishedPasses = 0): RoundStep[] =>
  Object.values(RoundStep).filter((step) => isRoundStepAllowed(step, { status, publishedPasses }));

describe('life of a round', () => {
  it.each<[RoundStatus, number, RoundStep[]]>([
    [RoundStatus.DRAFT, 0, [RoundStep.OPEN, RoundStep.CANCEL]],
    [RoundStatus.OPEN, 0, [RoundStep.CLOSE, RoundStep.CANCEL]],
    [RoundStatus.CLOSED, 0, [RoundStep.RUN, RoundStep.CANCEL]],
    [RoundStatus.MATCHING, 0, [RoundStep.KEEP, RoundStep.STOP, RoundStep.CANCEL]],
    [RoundStatus.MATCHED, 0, [RoundStep.RUN, RoundStep.PUBLISH, RoundStep.CANCEL]],
    [RoundStatus.PROPOSED, 1, [RoundStep.SETTLE, RoundStep.FINISH]],
    [RoundStatus.CLOSED, 1, [RoundStep.RUN, RoundStep.FINISH]],
    [RoundStatus.MATCHING, 1, [RoundStep.KEEP, RoundStep.STOP]],
    [RoundStatus.MATCHED, 1, [RoundStep.RUN, RoundStep.PUBLISH]],
    [RoundStatus.FINISHED, 1, []],
    [RoundStatus.CANCELLED, 0, []],
  ])('%s with %i published passes', (status, publishedPasses, steps) => {
    expect(allowed(status, publishedPasses)).toEqual(steps);
  });

  it('shows a result by one step only', () => {
    const showing = Object.values(RoundStep).filter((step) => ROUND_STEPS[step].to === RoundStatus.PROPOSED);
    expect(showing).toEqual([RoundStep.PUBLISH]);
  });
});
