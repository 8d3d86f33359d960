import { explainPlacement, PlacementExplanation } from './deferred-acceptance/explain-placement';
import type { RoundOutcome } from './deferred-acceptance/round-outcome';
import type { RankedPosting } from './round-lists';

/** A result in sentences; a wish that could not take part has no outcome. */
export interface RoundExplanation {
  readonly summary: string;
  readonly refusals: readonly RoundRefusal[];
}

export interface RoundRefusal {
  readonly jobPostingId: number;
  /** The rank the graduate gave it; for one that was completed its place in the list. */
  readonly choice: number;
  readonly own: boolean;
  readonly sentence: string;
}

type Choices = Pick<
  RoundOutcome,
  'placedChoices' | 'choiceOffsets' | 'choicePostingIds' | 'choiceOutcomes' | 'ownChoices'
>;

/**
 * One graduate's result by the ranks they wrote themselves, with the wishes that could not take part in the pass. Says
 * nothing of anybody else.
 *
 * @param choices of that one graduate, as they were weighed  @param wishes as written, by rank
 */
export function explainRoundResult(choices: Choices, wishes: readonly RankedPosting[]): RoundExplanation {
  const weighed = weighedOf(choices);
  const rankOf = new Map(wishes.map(({ jobPostingId, rank }) => [jobPostingId, rank]));
  const ranks = weighed.map((jobPostingId) => rankOf.get(jobPostingId) ?? 0);
  const { summary, refusals }: PlacementExplanation = explainPlacement(choices, 0, ranks);
  const placedRank = placedByOwn(choices) ? (ranks.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
  const absent = wishes
    .filter(({ jobPostingId, rank }) => rank < placedRank && !weighed.includes(jobPostingId))
    .map(({ jobPostingId, rank }) => ({
      jobPostingId,
      choice: rank,
      own: true,
      sentence: `第 ${rank} 志愿：本轮不再参加撮合（已关闭、已退出、无剩余名额，或此前已有结果）。`,
    }));
  const own = refusals.filter((refusal) => refusal.own).map(shown);
  const completed = refusals.filter((refusal) => !refusal.own).map(shown);
  return { summary, refusals: [...[...own, ...absent].sort((a, b) => a.choice - b.choice), ...completed] };
}

/** Own choices up to the one that holds. */
function weighedOf({ placedChoices, ownChoices, choicePostingIds }: Choices): number[] {
  const placed = placedChoices[0]!;
  const own = ownChoices[0]!;
  return Array.from(choicePostingIds.subarray(0, placed === 0 ? own : Math.min(placed, own)));
}

const placedByOwn = ({ placedChoices, ownChoices }: Choices): boolean =>
  placedChoices[0]! > 0 && placedChoices[0]! <= ownChoices[0]!;

const shown = ({ postingId, choice, own, sentence }: PlacementExplanation['refusals'][number]): RoundRefusal => ({
  jobPostingId: postingId,
  choice,
  own,
  sentence,
});
