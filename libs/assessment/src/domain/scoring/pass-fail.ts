import { PassFail } from '../model/scoring-function';
import { Measured, NO_TARGET, Scored } from './points';
import { Ratio } from './ratio';

/** 达标计分. */
export function passFail({ atLeast }: PassFail, { value, target, met, shrink }: Measured, maximum: Ratio): Scored {
  const asked = atLeast === null ? target : Ratio.of(atLeast).times(shrink);
  const passed = atLeast === null || asked === null ? met : value.atLeast(asked);
  if (passed === null) return NO_TARGET;
  return { points: passed ? maximum : Ratio.ZERO, target: asked ?? undefined };
}
