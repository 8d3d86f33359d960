import { DecimalText } from '../model/decimal-text';
import { Ratio } from './ratio';

/** What one component came to, not yet rounded. */
export interface Points {
  readonly points: Ratio;
  readonly maximum: Ratio;
  readonly value: DecimalText | null;
  readonly target: DecimalText | null;
  /** Chinese; null: nothing to explain. */
  readonly reason: string | null;
}

/** What a value is held against. */
export interface Measured {
  readonly value: Ratio;
  /** The fact's own target, already shrunk for who joined later; null: it has none. */
  readonly target: Ratio | null;
  readonly met: boolean | null;
  /** What thresholds of the scheme shrink by: 1, or the share of the year since joining. */
  readonly shrink: Ratio;
}

/** Points of one component, or the reason why none can be told. */
export type Scored = { readonly points: Ratio; readonly target?: Ratio } | { readonly reason: string };

export const NO_TARGET: Scored = { reason: '没有目标值，无法计分' };
