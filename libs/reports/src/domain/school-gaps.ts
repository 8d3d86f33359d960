import { compareDecimals, differenceShown } from './decimals';
import { evidenceTitle } from './organisation-words';
import type { GoalView, RankingView, RowView } from './ranking-view';

export interface Gap {
  readonly title: string;
  /** Points that could still have been had. */
  readonly lost: string;
  /** What would have to be done, or why there are none. */
  readonly words: string;
}

/** Where an organisation lost points, the most first. */
export function gapsOf({ cells }: RowView, { scheme }: Pick<RankingView, 'scheme'>): Gap[] {
  return cells
    .flatMap((cell) => {
      const { score } = cell;
      if (score === null || compareDecimals(score.score, score.maximum) >= 0) return [];
      const lost = differenceShown(score.maximum, score.score, scheme.decimals);
      return [{ title: cell.goal.title, lost, words: gapWords(cell) }];
    })
    .sort((one, other) => Number(other.lost) - Number(one.lost));
}

function gapWords({ goal, facts, score }: GoalView): string {
  const missing = facts.flatMap(({ title, unit, fact, scored }) => {
    if (fact?.reason) return [`${title}：${fact.reason}`];
    if (!fact?.target || scored === null || compareDecimals(scored, fact.target) >= 0) return [];
    const gap = differenceShown(fact.target, scored, 4).replace(/\.?0+$/, '');
    return [`${title}为${scored}${unit}，距目标${fact.target}${unit}还差${gap}${unit}`];
  });
  if (missing.length > 0) return missing.join('；');
  const short = goal.components.flatMap(({ code, title }) => {
    const part = score?.components.find(({ component }) => component === code);
    if (!part || compareDecimals(part.score, part.maximum) >= 0) return [];
    return [`${title}得${part.score}分（满分${part.maximum}分）`];
  });
  return score?.reason ?? short.join('；');
}

/** What each goal's numbers rest on: kinds, counts and the first ids. */
export function evidenceLines({ cells }: RowView, idsShown: number): { title: string; words: string }[] {
  return cells.flatMap(({ goal, facts }) => {
    const parts = facts.flatMap(({ fact }) =>
      (fact?.evidence ?? []).map(({ type, ids, count }) => {
        const first = ids.slice(0, idsShown).join('、');
        const rest = ids.length > idsShown ? `等${ids.length}条` : '';
        return `${evidenceTitle(type)}${count}${ids.length === 0 ? '' : `（编号${first}${rest}）`}`;
      }),
    );
    return parts.length === 0 ? [] : [{ title: goal.title, words: parts.join('；') }];
  });
}
