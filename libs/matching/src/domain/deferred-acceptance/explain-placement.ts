import { ChoiceOutcome } from './choice-outcomes';
import type { RoundOutcome } from './round-outcome';

/** One graduate's result as that graduate may see it: their own choices, nobody else's data. */
export interface PlacementExplanation {
  /** Null: no place. */
  readonly postingId: number | null;
  readonly summary: string;
  /** The choices above the one that held, or all. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly postingId: number;
  /** From 1. */
  readonly choice: number;
  /** False: completed by score. */
  readonly own: boolean;
  readonly outcome: ChoiceOutcome;
  readonly sentence: string;
}

const REASONS: Record<ChoiceOutcome, string> = {
  [ChoiceOutcome.NOT_REACHED]: '已有更靠前的志愿录取',
  [ChoiceOutcome.PLACED]: '录取',
  [ChoiceOutcome.FILLED]: '名额已由排名更前的申请人满足',
  [ChoiceOutcome.NOT_ELIGIBLE]: '不符合条件',
  [ChoiceOutcome.NOT_RANKED]: '该岗位未将申请人列入排序',
};

type NumberOf = (choice: number) => number;

type Choices = Pick<
  RoundOutcome,
  'placedChoices' | 'choiceOffsets' | 'choicePostingIds' | 'choiceOutcomes' | 'ownChoices'
>;

/**
 * @param graduate index into `outcome.graduateIds`
 * @param ranks number under which the graduate wrote each own choice; absent: their places in the list
 */
export function explainPlacement(
  outcome: Choices,
  graduate: number,
  ranks: readonly number[] = [],
): PlacementExplanation {
  const first = outcome.choiceOffsets[graduate]!;
  const placed = outcome.placedChoices[graduate]!;
  const count = outcome.choiceOffsets[graduate + 1]! - first;
  const own = outcome.ownChoices[graduate]!;
  const refused = placed === 0 ? count : placed - 1;
  const numberOf = (choice: number): number => (choice <= own ? (ranks[choice - 1] ?? choice) : choice);
  return {
    postingId: placed === 0 ? null : outcome.choicePostingIds[first + placed - 1]!,
    summary: summaryOf(placed, own, count, numberOf),
    refusals: Array.from({ length: refused }, (_, position) => {
      const reason = outcome.choiceOutcomes[first + position] as ChoiceOutcome;
      return {
        postingId: outcome.choicePostingIds[first + position]!,
        choice: numberOf(position + 1),
        own: position < own,
        outcome: reason,
        sentence: `${nameOf(position + 1, own, numberOf)}：${REASONS[reason]}。`,
      };
    }),
  };
}

function summaryOf(placed: number, own: number, count: number, numberOf: NumberOf): string {
  if (count === 0) return '没有填报志愿，本轮未参加撮合。';
  if (placed === 0) return '本轮未录取，可参加下一轮。';
  return `由${nameOf(placed, own, numberOf)}录取。`;
}

const nameOf = (choice: number, own: number, numberOf: NumberOf): string =>
  choice <= own ? `第 ${numberOf(choice)} 志愿` : `第 ${choice} 位（按匹配得分补全）`;
