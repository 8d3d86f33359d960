import { DecimalText } from '../model/decimal-text';
import { Ratio } from '../scoring/ratio';

/** Decimals that no score of a scheme goes beyond. */
const DECIMALS = 4;

/** after − before, in canonical form. */
export function difference(before: DecimalText, after: DecimalText): DecimalText {
  const [one, other] = [Ratio.of(before), Ratio.of(after)];
  return other.atLeast(one) ? other.minus(one).rounded(DECIMALS) : `-${one.minus(other).rounded(DECIMALS)}`;
}
