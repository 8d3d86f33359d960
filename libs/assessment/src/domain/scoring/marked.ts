import { DecimalText } from '../model/decimal-text';
import { Mark, Marks } from '../model/marks';
import { Ratio } from './ratio';

/** Decimals of a final mark. */
const MARK_DECIMALS = 2;

/** 评委打分: a final mark of 0–100 turned into points. */
export function marked(final: DecimalText, maximum: Ratio): Ratio {
  return maximum.percent(Ratio.of(final));
}

/** True when the marks lie further apart than the limit, so that a moderator decides. */
export function needsModeration(marks: readonly Mark[], differenceLimit: DecimalText): boolean {
  const points = marks.map((mark) => Ratio.of(mark.points));
  const [first, ...others] = points;
  if (first === undefined) return false;
  const difference = others.reduce(Ratio.max, first).minus(others.reduce(Ratio.min, first));
  return !Ratio.of(differenceLimit).atLeast(difference);
}

/** The moderated mark, else the mean of the marks, half up to two decimals; at least one mark. */
export function finalMark({ marks, moderated }: Pick<Marks, 'marks' | 'moderated'>): DecimalText {
  if (moderated !== null) return moderated;
  const sum = Ratio.sum(marks.map(({ points }) => Ratio.of(points)));
  return sum.dividedBy(Ratio.of(marks.length)).rounded(MARK_DECIMALS);
}
