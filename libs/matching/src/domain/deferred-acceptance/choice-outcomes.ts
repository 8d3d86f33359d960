import type { Matching } from './deferred-acceptance';
import { Market, NONE, NOT_ELIGIBLE } from './market';

/** What became of a choice. One byte each, so that a round keeps them all. */
export const ChoiceOutcome = {
  /** A better choice held. */
  NOT_REACHED: 0,
  PLACED: 1,
  FILLED: 2,
  NOT_ELIGIBLE: 3,
  NOT_RANKED: 4,
} as const;
export type ChoiceOutcome = (typeof ChoiceOutcome)[keyof typeof ChoiceOutcome];

/** Beside each choice of the market what became of it. In a stable matching a full posting refuses for one reason only. */
export function choiceOutcomes(market: Market, { heldChoices }: Matching): Uint8Array {
  const outcomes = new Uint8Array(market.choices.length);
  for (let graduate = 0; graduate < heldChoices.length; graduate++) {
    const held = heldChoices[graduate]!;
    const end = held === NONE ? market.choiceOffsets[graduate + 1]! : held;
    for (let choice = market.choiceOffsets[graduate]!; choice < end; choice++) {
      outcomes[choice] = refusal(market.priorities[choice]!);
    }
    if (held !== NONE) outcomes[held] = ChoiceOutcome.PLACED;
  }
  return outcomes;
}

function refusal(priority: number): ChoiceOutcome {
  if (priority >= 0) return ChoiceOutcome.FILLED;
  return priority === NOT_ELIGIBLE ? ChoiceOutcome.NOT_ELIGIBLE : ChoiceOutcome.NOT_RANKED;
}
