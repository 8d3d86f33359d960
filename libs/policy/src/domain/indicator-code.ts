/** The six compliance indicators of domain.md §2, in the order reports show them. */
export enum IndicatorCode {
  PARTNERS = 'PARTNERS',
  MAJORS = 'MAJORS',
  SENIOR_CLASSES = 'SENIOR_CLASSES',
  TRAINING = 'TRAINING',
  SECONDMENTS = 'SECONDMENTS',
  COMMITTEE = 'COMMITTEE',
}

export const INDICATOR_TITLES: Readonly<Record<IndicatorCode, string>> = {
  [IndicatorCode.PARTNERS]: '紧密型合作企业',
  [IndicatorCode.MAJORS]: '专业校企协议',
  [IndicatorCode.SENIOR_CLASSES]: '高级班在校生',
  [IndicatorCode.TRAINING]: '高技能人才培训',
  [IndicatorCode.SECONDMENTS]: '教师挂职',
  [IndicatorCode.COMMITTEE]: '校级机构企业成员',
};
