import { DecimalText } from './decimal-text';

/** How a value becomes points. The set is closed: a scheme chooses and parametrises, it does not calculate. */
export type ScoringFunction = Proportional | Steps | PassFail | Deduction | Marked;

export type ScoringKind = ScoringFunction['kind'];

/** 按比例计分: maximum × value / target, up to a cap; a bonus for each whole unit above the target, up to a cap of its own. */
export interface Proportional {
  readonly kind: 'PROPORTIONAL';
  /** null: the target that comes with the fact. */
  readonly target: DecimalText | null;
  /** Most that the proportion may reach, in percent of the maximum: '100', or above it where more than full is rewarded. */
  readonly capPercent: DecimalText;
  readonly bonus: Bonus | null;
}

/** 加分. */
export interface Bonus {
  readonly pointsPerUnit: DecimalText;
  readonly cap: DecimalText;
}

/** 分档计分: the highest threshold reached decides; below the first one, nothing. */
export interface Steps {
  readonly kind: 'STEPS';
  /** VALUE: thresholds are compared with the value; TARGET_PERCENT: with 100 × value / the fact's own target. */
  readonly basis: 'VALUE' | 'TARGET_PERCENT';
  /** Both ascending. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly atLeast: DecimalText;
  /** Of the maximum. */
  readonly percent: DecimalText;
}

/** 达标计分: all or nothing. */
export interface PassFail {
  readonly kind: 'PASS_FAIL';
  /** null: the fact says itself whether it is met. */
  readonly atLeast: DecimalText | null;
}

/** 扣分: from the maximum down, never below 0. */
export interface Deduction {
  readonly kind: 'DEDUCTION';
  readonly pointsEach: DecimalText;
}

/** 评委打分: marks of 0–100, turned into the maximum. */
export interface Marked {
  readonly kind: 'MARKED';
}

export const SCORING_TITLES: Readonly<Record<ScoringKind, string>> = {
  PROPORTIONAL: '按比例计分',
  STEPS: '分档计分',
  PASS_FAIL: '达标计分',
  DEDUCTION: '扣分',
  MARKED: '评委打分',
};
