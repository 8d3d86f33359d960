import { AssessmentStatus } from './run-status';

/** What may be done to a run. */
export enum AssessmentStep {
  CONFIGURE = 'CONFIGURE',
  OPEN = 'OPEN',
  SELF_SCORE = 'SELF_SCORE',
  CHOOSE_MARKERS = 'CHOOSE_MARKERS',
  FREEZE = 'FREEZE',
  BEGIN_MARKING = 'BEGIN_MARKING',
  MARK = 'MARK',
  MODERATE = 'MODERATE',
  BEGIN_NOTICE = 'BEGIN_NOTICE',
  OBJECT = 'OBJECT',
  ANSWER = 'ANSWER',
  PROPOSE = 'PROPOSE',
  CONFIRM = 'CONFIRM',
  CLOSE = 'CLOSE',
  REOPEN = 'REOPEN',
}

const { DRAFT, OPEN, FROZEN, MARKING, NOTICE, PUBLISHED, CLOSED } = AssessmentStatus;

/** The transition table: the statuses in which a step is allowed. */
export const STEP_ALLOWED_IN: Readonly<Record<AssessmentStep, readonly AssessmentStatus[]>> = {
  [AssessmentStep.CONFIGURE]: [DRAFT, OPEN],
  [AssessmentStep.OPEN]: [DRAFT],
  [AssessmentStep.SELF_SCORE]: [OPEN],
  [AssessmentStep.CHOOSE_MARKERS]: [DRAFT, OPEN, FROZEN, MARKING],
  [AssessmentStep.FREEZE]: [OPEN],
  [AssessmentStep.BEGIN_MARKING]: [FROZEN],
  [AssessmentStep.MARK]: [MARKING],
  [AssessmentStep.MODERATE]: [MARKING],
  [AssessmentStep.BEGIN_NOTICE]: [MARKING],
  [AssessmentStep.OBJECT]: [NOTICE],
  [AssessmentStep.ANSWER]: [NOTICE],
  [AssessmentStep.PROPOSE]: [NOTICE],
  [AssessmentStep.CONFIRM]: [NOTICE],
  [AssessmentStep.CLOSE]: [PUBLISHED],
  // Only into a new version; the old one stays as it was.
  [AssessmentStep.REOPEN]: [FROZEN, MARKING, NOTICE, PUBLISHED, CLOSED],
};

export const ASSESSMENT_STEP_TITLES: Readonly<Record<AssessmentStep, string>> = {
  [AssessmentStep.CONFIGURE]: '修改方案和期限',
  [AssessmentStep.OPEN]: '开始自评',
  [AssessmentStep.SELF_SCORE]: '自评',
  [AssessmentStep.CHOOSE_MARKERS]: '指定评分人',
  [AssessmentStep.FREEZE]: '冻结事实',
  [AssessmentStep.BEGIN_MARKING]: '分配评分',
  [AssessmentStep.MARK]: '评分',
  [AssessmentStep.MODERATE]: '复核裁定',
  [AssessmentStep.BEGIN_NOTICE]: '开始公示',
  [AssessmentStep.OBJECT]: '提出异议',
  [AssessmentStep.ANSWER]: '答复异议',
  [AssessmentStep.PROPOSE]: '提请公布',
  [AssessmentStep.CONFIRM]: '确认公布',
  [AssessmentStep.CLOSE]: '结束考核',
  [AssessmentStep.REOPEN]: '重新考核',
};

export function isStepAllowed(step: AssessmentStep, status: AssessmentStatus): boolean {
  return STEP_ALLOWED_IN[step].includes(status);
}
