import { Steps } from '../model/scoring-function';
import { Measured, NO_TARGET, Scored } from './points';
import { Ratio } from './ratio';

/** 分档计分. */
export function steps(scoring: Steps, measured: Measured, maximum: Ratio): Scored {
  const target = measured.target ?? undefined;
  if (scoring.basis === 'TARGET_PERCENT' && target === undefined) return NO_TARGET;
  const reached = scoring.steps.filter(({ atLeast }) => measured.value.atLeast(threshold(scoring, atLeast, measured)));
  const percent = Ratio.of(reached.at(-1)?.percent ?? '0');
  return { points: maximum.percent(percent), target };
}

function threshold({ basis }: Steps, atLeast: string, { target, shrink }: Measured): Ratio {
  if (basis === 'VALUE' || target === null) return Ratio.of(atLeast).times(shrink);
  return target.percent(Ratio.of(atLeast));
}
