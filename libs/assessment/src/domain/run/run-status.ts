/** Where a year's assessment stands; each status is entered once. */
export enum AssessmentStatus {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  FROZEN = 'FROZEN',
  MARKING = 'MARKING',
  NOTICE = 'NOTICE',
  PUBLISHED = 'PUBLISHED',
  CLOSED = 'CLOSED',
}

export const ASSESSMENT_STATUS_TITLES: Readonly<Record<AssessmentStatus, string>> = {
  [AssessmentStatus.DRAFT]: '筹备',
  [AssessmentStatus.OPEN]: '自评',
  [AssessmentStatus.FROZEN]: '已冻结',
  [AssessmentStatus.MARKING]: '评分',
  [AssessmentStatus.NOTICE]: '公示',
  [AssessmentStatus.PUBLISHED]: '已公布',
  [AssessmentStatus.CLOSED]: '已结束',
};

/** What was counted is counted: nothing is recorded for the year any more. */
export const FROZEN_STATUSES: readonly AssessmentStatus[] = [
  AssessmentStatus.FROZEN,
  AssessmentStatus.MARKING,
  AssessmentStatus.NOTICE,
  AssessmentStatus.PUBLISHED,
  AssessmentStatus.CLOSED,
];

/** In which the ranking is shown to those who are ranked, and to everybody. */
export const SHOWN_STATUSES: readonly AssessmentStatus[] = [
  AssessmentStatus.NOTICE,
  AssessmentStatus.PUBLISHED,
  AssessmentStatus.CLOSED,
];
