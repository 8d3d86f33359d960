import { AssessmentSubject } from './assessment-subject';
import { DecimalText } from './decimal-text';
import { FactCode } from '../facts/fact-code';
import { ScoringFunction } from './scoring-function';

/** A yearly assessment scheme (考核方案): data with a version, never code. */
export interface AssessmentScheme {
  readonly code: string;
  readonly version: number;
  readonly year: number;
  readonly subject: AssessmentSubject;
  readonly title: string;
  /** 示例: weights that the programme text does not give. */
  readonly sample: boolean;
  /** Decimals of a goal's score; rounded half up, once per goal. */
  readonly decimals: number;
  readonly notApplicable: NotApplicableRule;
  readonly joinedInYear: JoinedInYearRule;
  readonly goals: readonly Goal[];
  /** Asked in this order when scores are equal. */
  readonly tieBreaks: readonly TieBreak[];
  /** From the highest down. */
  readonly awards: readonly Award[];
  readonly vetoes: readonly Veto[];
  readonly marking: MarkingRule;
  /** Days of 公示. */
  readonly noticeDays: number;
  /** Public versions withhold counts of people from 1 up to below this. */
  readonly suppressBelow: number;
}

/** 考核目标: one of ten. */
export interface Goal {
  readonly code: string;
  readonly title: string;
  /** Points; all goals' weights sum to 100. */
  readonly weight: DecimalText;
  /** 硬指标: the fact whose being met is counted for tie-breaks; null: the goal has none. */
  readonly hardTarget: FactCode | null;
  /** At least one; their shares sum to 100. Most goals have one, of share '100'. */
  readonly components: readonly Component[];
}

/** A part of a goal: breadth and depth (renewals, executions per agreement, …) are measured side by side. */
export interface Component {
  readonly code: string;
  readonly title: string;
  /** Percent of the goal's weight. */
  readonly share: DecimalText;
  readonly measure: Measure;
  readonly scoring: ScoringFunction;
}

/** MARKED: scored by people; a goal has one such component at most, so that marks belong to the goal. */
export type Measure = { readonly kind: 'FACT'; readonly fact: FactCode } | { readonly kind: 'MARKED' };

/**
 * What a component is worth to whom it does not apply. FULL: all its points. ZERO: none. REDISTRIBUTE: its points go to
 * the other components in proportion, so that 100 can still be reached.
 */
export enum NotApplicableRule {
  FULL = 'FULL',
  REDISTRIBUTE = 'REDISTRIBUTE',
  ZERO = 'ZERO',
}

export const NOT_APPLICABLE_RULE_TITLES: Readonly<Record<NotApplicableRule, string>> = {
  [NotApplicableRule.FULL]: '不适用的按满分计',
  [NotApplicableRule.REDISTRIBUTE]: '不适用的分值按比例分摊到其他目标',
  [NotApplicableRule.ZERO]: '不适用的按零分计',
};

/**
 * How one is judged that joined after 1 January of the year. UNRANKED: scored, but takes no rank and no award. PRO_RATA:
 * targets of what accrues over the year shrink with the days left. AS_OTHERS: like anybody.
 */
export enum JoinedInYearRule {
  UNRANKED = 'UNRANKED',
  PRO_RATA = 'PRO_RATA',
  AS_OTHERS = 'AS_OTHERS',
}

export const JOINED_IN_YEAR_RULE_TITLES: Readonly<Record<JoinedInYearRule, string>> = {
  [JoinedInYearRule.UNRANKED]: '年中加入的不参加排名',
  [JoinedInYearRule.PRO_RATA]: '年中加入的按在册天数折算年度目标',
  [JoinedInYearRule.AS_OTHERS]: '年中加入的与其他单位同样考核',
};

/** The score itself always comes first. */
export type TieBreak = { readonly kind: 'HARD_TARGETS' } | { readonly kind: 'GOAL'; readonly goal: string };

/**
 * 表彰等次. Places are counted among those who may have an award; whoever shares the last place gets it too. With both
 * limits, both must hold.
 */
export interface Award {
  readonly code: string;
  readonly title: string;
  readonly places: number | null;
  readonly minimalScore: DecimalText | null;
}

/** 一票否决: applies when the fact's value is above the number. */
export interface Veto {
  readonly code: string;
  readonly title: string;
  readonly fact: FactCode;
  readonly above: DecimalText;
  readonly effect: VetoEffect;
}

/** Every effect takes the award away; LAST also ranks behind all others, SCORE_ZERO also sets the total to 0. */
export enum VetoEffect {
  NO_AWARD = 'NO_AWARD',
  LAST = 'LAST',
  SCORE_ZERO = 'SCORE_ZERO',
}

export const VETO_EFFECT_TITLES: Readonly<Record<VetoEffect, string>> = {
  [VetoEffect.NO_AWARD]: '取消表彰资格',
  [VetoEffect.LAST]: '排名末位并取消表彰资格',
  [VetoEffect.SCORE_ZERO]: '总分计零并取消表彰资格',
};

export interface MarkingRule {
  /** Two marks further apart than this go to a moderator. */
  readonly differenceLimit: DecimalText;
}
