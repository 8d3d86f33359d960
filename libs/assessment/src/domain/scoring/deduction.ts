import { Deduction } from '../model/scoring-function';
import { Measured, Scored } from './points';
import { Ratio } from './ratio';

/** 扣分. */
export function deduction({ pointsEach }: Deduction, { value }: Measured, maximum: Ratio): Scored {
  return { points: Ratio.max(Ratio.ZERO, maximum.minus(value.times(Ratio.of(pointsEach)))) };
}
