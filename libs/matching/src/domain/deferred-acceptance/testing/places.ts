import type { RoundOutcome } from '../round-outcome';
import type { NaiveMatching } from './naive-market';

/** Posting by graduate; who has no place is not in it. */
export function placesOf(outcome: RoundOutcome): NaiveMatching {
  const places = new Map<number, number>();
  outcome.graduateIds.forEach((graduateId, graduate) => {
    const choice = outcome.placedChoices[graduate]!;
    if (choice > 0) places.set(graduateId, outcome.choicePostingIds[outcome.choiceOffsets[graduate]! + choice - 1]!);
  });
  return places;
}
