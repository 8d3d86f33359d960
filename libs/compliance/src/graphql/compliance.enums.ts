import { registerTitledEnum } from '@sxbq/platform/graphql';
import { COMPLIANCE_SORT_TITLES, ComplianceSort } from '../domain/board';
import { Condition, CONDITION_DETAIL_TITLES, CONDITION_TITLES, ConditionDetail } from '../domain/condition';
import { RUN_STATUS_TITLES, RunStatus } from '../domain/run-status';
import { Verdict, VERDICT_TITLES } from '../domain/verdict';

/** Which of the two ways of SENIOR_CLASSES passed. */
export enum Alternative {
  PERCENT = 'PERCENT',
  HEADS = 'HEADS',
  BOTH = 'BOTH',
}

/** Side of the straight line from 1 January. */
export enum PacePosition {
  AHEAD = 'AHEAD',
  BEHIND = 'BEHIND',
}

export enum EvidenceKind {
  AGREEMENT = 'AGREEMENT',
  CLASS = 'CLASS',
  TRAINING_SESSION = 'TRAINING_SESSION',
  SECONDMENT = 'SECONDMENT',
  COMMITTEE_MEMBER = 'COMMITTEE_MEMBER',
}

registerTitledEnum(Verdict, 'ComplianceVerdict', '达标结论', VERDICT_TITLES);
registerTitledEnum(Condition, 'ComplianceCondition', '未计入的第一个原因', CONDITION_TITLES);
registerTitledEnum(ConditionDetail, 'ComplianceConditionDetail', '原因的具体情形', CONDITION_DETAIL_TITLES);
registerTitledEnum(ComplianceSort, 'ComplianceSort', '达标总表的顺序', COMPLIANCE_SORT_TITLES);
registerTitledEnum(RunStatus, 'ComplianceRunStatus', '重新计算的状态', RUN_STATUS_TITLES);
registerTitledEnum(Alternative, 'ComplianceAlternative', '高级班指标以哪种方式达标', {
  [Alternative.PERCENT]: '比例',
  [Alternative.HEADS]: '人数',
  [Alternative.BOTH]: '比例和人数',
});
registerTitledEnum(PacePosition, 'CompliancePacePosition', '相对于时间进度', {
  [PacePosition.AHEAD]: '不落后于时间进度',
  [PacePosition.BEHIND]: '落后于时间进度',
});
registerTitledEnum(EvidenceKind, 'ComplianceEvidenceKind', '依据的种类', {
  [EvidenceKind.AGREEMENT]: '协议',
  [EvidenceKind.CLASS]: '班级',
  [EvidenceKind.TRAINING_SESSION]: '企业培训',
  [EvidenceKind.SECONDMENT]: '教师挂职',
  [EvidenceKind.COMMITTEE_MEMBER]: '机构成员',
});
