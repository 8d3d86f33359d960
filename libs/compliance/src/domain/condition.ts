/** The first condition that a candidate failed, so that it was not counted. */
export enum Condition {
  NOT_FILED = 'NOT_FILED',
  NOT_YET_IN_FORCE = 'NOT_YET_IN_FORCE',
  EXPIRED = 'EXPIRED',
  TERMINATED = 'TERMINATED',
  NO_APPROVED_PLAN = 'NO_APPROVED_PLAN',
  NO_VERIFIED_EXECUTION = 'NO_VERIFIED_EXECUTION',
  PARTNER_KIND_NOT_COUNTED = 'PARTNER_KIND_NOT_COUNTED',
  PARTNER_ALREADY_COUNTED = 'PARTNER_ALREADY_COUNTED',
  CLASS_NOT_STARTED = 'CLASS_NOT_STARTED',
  CLASS_ENDED = 'CLASS_ENDED',
  NO_SNAPSHOT = 'NO_SNAPSHOT',
  LEVEL_NOT_COUNTED = 'LEVEL_NOT_COUNTED',
  ZERO_STUDENTS = 'ZERO_STUDENTS',
  SESSION_OUTSIDE_YEAR = 'SESSION_OUTSIDE_YEAR',
  SESSION_NOT_ENDED = 'SESSION_NOT_ENDED',
  GRADE_BELOW_FLOOR = 'GRADE_BELOW_FLOOR',
  NOT_PASSED = 'NOT_PASSED',
  PERSON_ALREADY_COUNTED = 'PERSON_ALREADY_COUNTED',
  OUTSIDE_YEAR = 'OUTSIDE_YEAR',
  NOT_YET_STARTED = 'NOT_YET_STARTED',
  NOT_VERIFIED = 'NOT_VERIFIED',
  REVERSED = 'REVERSED',
  DAYS_ALREADY_COUNTED = 'DAYS_ALREADY_COUNTED',
  NOT_YET_APPOINTED = 'NOT_YET_APPOINTED',
  ALREADY_LEFT = 'ALREADY_LEFT',
  AFFILIATION_NOT_COUNTED = 'AFFILIATION_NOT_COUNTED',
}

export const CONDITION_TITLES: Readonly<Record<Condition, string>> = {
  [Condition.NOT_FILED]: '未备案',
  [Condition.NOT_YET_IN_FORCE]: '尚未生效',
  [Condition.EXPIRED]: '已到期',
  [Condition.TERMINATED]: '已解除',
  [Condition.NO_APPROVED_PLAN]: '无已批准的合作方案',
  [Condition.NO_VERIFIED_EXECUTION]: '无已核验的执行记录',
  [Condition.PARTNER_KIND_NOT_COUNTED]: '合作方类型不计入',
  [Condition.PARTNER_ALREADY_COUNTED]: '同一合作方已计一次',
  [Condition.CLASS_NOT_STARTED]: '尚未开班',
  [Condition.CLASS_ENDED]: '已结业',
  [Condition.NO_SNAPSHOT]: '无在校生统计',
  [Condition.LEVEL_NOT_COUNTED]: '培养层次不计入',
  [Condition.ZERO_STUDENTS]: '最近一次统计在校生为 0',
  [Condition.SESSION_OUTSIDE_YEAR]: '培训不在本年度结束',
  [Condition.SESSION_NOT_ENDED]: '培训尚未结束',
  [Condition.GRADE_BELOW_FLOOR]: '等级低于要求',
  [Condition.NOT_PASSED]: '考核不合格',
  [Condition.PERSON_ALREADY_COUNTED]: '同一人同一职业同一等级已计一次',
  [Condition.OUTSIDE_YEAR]: '不在本年度',
  [Condition.NOT_YET_STARTED]: '尚未开始',
  [Condition.NOT_VERIFIED]: '未核验',
  [Condition.REVERSED]: '核验已撤销',
  [Condition.DAYS_ALREADY_COUNTED]: '同一教师当天已计一次',
  [Condition.NOT_YET_APPOINTED]: '尚未任职',
  [Condition.ALREADY_LEFT]: '已离任',
  [Condition.AFFILIATION_NOT_COUNTED]: '身份不计入',
};

/** Which of several ways the condition failed: case 5 asks the evidence to say so. */
export enum ConditionDetail {
  FILED_AFTER_REFERENCE_DATE = 'FILED_AFTER_REFERENCE_DATE',
  PLAN_MISSING = 'PLAN_MISSING',
  PLAN_NOT_APPROVED = 'PLAN_NOT_APPROVED',
  PLAN_APPROVED_AFTER_REFERENCE_DATE = 'PLAN_APPROVED_AFTER_REFERENCE_DATE',
  EXECUTION_MISSING = 'EXECUTION_MISSING',
  EXECUTION_BEFORE_YEAR = 'EXECUTION_BEFORE_YEAR',
  EXECUTION_AFTER_REFERENCE_DATE = 'EXECUTION_AFTER_REFERENCE_DATE',
  EXECUTION_NOT_VERIFIED = 'EXECUTION_NOT_VERIFIED',
  EXECUTION_REVERSED = 'EXECUTION_REVERSED',
  EXECUTION_TOO_FEW = 'EXECUTION_TOO_FEW',
}

export const CONDITION_DETAIL_TITLES: Readonly<Record<ConditionDetail, string>> = {
  [ConditionDetail.FILED_AFTER_REFERENCE_DATE]: '备案日期晚于基准日',
  [ConditionDetail.PLAN_MISSING]: '没有合作方案',
  [ConditionDetail.PLAN_NOT_APPROVED]: '合作方案未批准',
  [ConditionDetail.PLAN_APPROVED_AFTER_REFERENCE_DATE]: '合作方案批准日期晚于基准日',
  [ConditionDetail.EXECUTION_MISSING]: '本年度和上年度没有执行记录',
  [ConditionDetail.EXECUTION_BEFORE_YEAR]: '执行记录在本年度之前',
  [ConditionDetail.EXECUTION_AFTER_REFERENCE_DATE]: '执行记录晚于基准日',
  [ConditionDetail.EXECUTION_NOT_VERIFIED]: '执行记录未核验',
  [ConditionDetail.EXECUTION_REVERSED]: '执行记录的核验已撤销',
  [ConditionDetail.EXECUTION_TOO_FEW]: '已核验的执行记录条数不足',
};

/** Why a candidate was not counted. */
export interface Failure {
  readonly condition: Condition;
  readonly detail?: ConditionDetail;
}
