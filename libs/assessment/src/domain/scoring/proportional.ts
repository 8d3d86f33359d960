import { Proportional } from '../model/scoring-function';
import { Measured, NO_TARGET, Scored } from './points';
import { Ratio } from './ratio';

/** 按比例计分. A target of 0 is reached by anybody. */
export function proportional(scoring: Proportional, { value, target: own, shrink }: Measured, maximum: Ratio): Scored {
  const target = scoring.target === null ? own : Ratio.of(scoring.target).times(shrink);
  if (target === null) return NO_TARGET;
  const cap = maximum.percent(Ratio.of(scoring.capPercent));
  const reached = target.isZero() ? maximum : maximum.times(value).dividedBy(target);
  return { points: Ratio.min(reached, cap).plus(bonus(scoring, value, target)), target };
}

function bonus({ bonus: rule }: Proportional, value: Ratio, target: Ratio): Ratio {
  if (rule === null || !value.atLeast(target)) return Ratio.ZERO;
  const units = value.minus(target).whole();
  return Ratio.min(units.times(Ratio.of(rule.pointsPerUnit)), Ratio.of(rule.cap));
}
