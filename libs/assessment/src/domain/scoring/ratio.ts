import Big from 'big.js';
import { DecimalText } from '../model/decimal-text';

// A constructor of its own: big.js keeps precision and rounding on the constructor, and other code may set the shared one.
const Exact = Big();

/** Constructors by decimals and rounding. */
const dividers = new Map<number, typeof Exact>();

/**
 * An exact fraction of two decimals. Points are products and quotients of decimals; kept as a fraction they are rounded
 * once, at the end, instead of at each division.
 */
export class Ratio {
  static readonly ZERO = Ratio.of('0');
  static readonly ONE = Ratio.of('1');
  static readonly HUNDRED = Ratio.of('100');

  private constructor(
    private readonly numerator: Big,
    /** Above 0. */
    private readonly denominator: Big,
  ) {}

  static of(decimal: DecimalText | number): Ratio {
    return new Ratio(new Exact(decimal), new Exact(1));
  }

  plus(other: Ratio): Ratio {
    if (this.denominator.eq(other.denominator)) {
      return new Ratio(this.numerator.plus(other.numerator), this.denominator);
    }
    return new Ratio(
      this.numerator.times(other.denominator).plus(other.numerator.times(this.denominator)),
      this.denominator.times(other.denominator),
    );
  }

  minus(other: Ratio): Ratio {
    return this.plus(new Ratio(other.numerator.neg(), other.denominator));
  }

  times(other: Ratio): Ratio {
    return new Ratio(this.numerator.times(other.numerator), this.denominator.times(other.denominator));
  }

  /** @param other above 0 */
  dividedBy(other: Ratio): Ratio {
    return new Ratio(this.numerator.times(other.denominator), this.denominator.times(other.numerator));
  }

  percent(percent: Ratio): Ratio {
    return this.times(percent).dividedBy(Ratio.HUNDRED);
  }

  compare(other: Ratio): number {
    return this.numerator.times(other.denominator).cmp(other.numerator.times(this.denominator));
  }

  atLeast(other: Ratio): boolean {
    return this.compare(other) >= 0;
  }

  isZero(): boolean {
    return this.numerator.eq(0);
  }

  /** The whole units in it; of a number that is not negative. */
  whole(): Ratio {
    return new Ratio(this.quotient(0, Big.roundDown), new Exact(1));
  }

  /** Rounded half up, in canonical form. */
  rounded(decimals: number): DecimalText {
    const result = this.quotient(decimals, Big.roundHalfUp);
    return result.eq(0) ? '0' : result.toFixed();
  }

  static min(one: Ratio, other: Ratio): Ratio {
    return one.compare(other) <= 0 ? one : other;
  }

  static max(one: Ratio, other: Ratio): Ratio {
    return one.compare(other) >= 0 ? one : other;
  }

  static sum(ratios: readonly Ratio[]): Ratio {
    return ratios.reduce((sum, each) => sum.plus(each), Ratio.ZERO);
  }

  private quotient(decimals: number, rounding: Big.RoundingMode): Big {
    return new Exact(new (divider(decimals, rounding))(this.numerator).div(this.denominator));
  }
}

function divider(decimals: number, rounding: Big.RoundingMode): typeof Exact {
  const key = decimals * 4 + rounding;
  const known = dividers.get(key);
  if (known) return known;
  const made = Big();
  made.DP = decimals;
  made.RM = rounding;
  dividers.set(key, made);
  return made;
}
