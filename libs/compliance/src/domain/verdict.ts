/** What a rule says about one indicator, and about a school as a whole (domain.md §2). */
export enum Verdict {
  PASS = 'PASS',
  FAIL = 'FAIL',
  /** The policy sets no target here: shown as 不适用, never as 0. */
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  /** Cannot be computed: never a pass, never NaN. */
  NO_DATA = 'NO_DATA',
}

export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  [Verdict.PASS]: '达标',
  [Verdict.FAIL]: '未达标',
  [Verdict.NOT_APPLICABLE]: '不适用',
  [Verdict.NO_DATA]: '无数据',
};
