import { registerTitledEnum } from '@sxbq/platform/graphql';
import { FACT_CATALOGUE } from '../domain/facts/fact-catalogue';
import { FactCode } from '../domain/facts/fact-code';
import { ASSESSMENT_SUBJECT_TITLES, AssessmentSubject } from '../domain/model';
import { OBJECTION_STATUS_TITLES, ObjectionStatus } from '../domain/run/objection-status';
import { ASSESSMENT_STATUS_TITLES, AssessmentStatus } from '../domain/run/run-status';
import { ASSESSMENT_TASK_TITLES, AssessmentTask } from '../domain/run/run-task';
import { BundleVersion } from '../rankings.service';

registerTitledEnum(AssessmentSubject, 'AssessmentSubject', '考核对象', ASSESSMENT_SUBJECT_TITLES);
registerTitledEnum(AssessmentStatus, 'AssessmentStatus', '年度考核的阶段', ASSESSMENT_STATUS_TITLES);
registerTitledEnum(AssessmentTask, 'AssessmentTask', '系统正在办理的事项', ASSESSMENT_TASK_TITLES);
registerTitledEnum(ObjectionStatus, 'AssessmentObjectionStatus', '异议的状态', OBJECTION_STATUS_TITLES);
registerTitledEnum(
  FactCode,
  'AssessmentFactCode',
  '考核事实',
  Object.fromEntries(Object.values(FactCode).map((code) => [code, FACT_CATALOGUE[code].title])) as Record<
    FactCode,
    string
  >,
);
registerTitledEnum(BundleVersion, 'AssessmentBundleVersion', '公布包的版本', {
  [BundleVersion.WHOLE]: '完整版，供主管部门',
  [BundleVersion.PUBLIC]: '公开版，人数过少的数值不显示',
});
