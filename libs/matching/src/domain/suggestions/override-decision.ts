/** What a person decided about a suggestion of the computation (个人信息保护法 第二十四条). */
export enum OverrideDecision {
  /** Shown to neither side. */
  DISMISSED = 'DISMISSED',
  /** Shown first, and kept by later computations. */
  PINNED = 'PINNED',
}

export const OVERRIDE_DECISION_TITLES: Readonly<Record<OverrideDecision, string>> = {
  [OverrideDecision.DISMISSED]: '人工撤下',
  [OverrideDecision.PINNED]: '人工置顶',
};
