import { AssessmentSubject } from '@sxbq/assessment/verification';

/** What the assessed are called in a table. */
export const organisationWord = (subject: AssessmentSubject): string =>
  subject === AssessmentSubject.SCHOOL ? '学校' : '企业';

/** What they are called in a document. */
export const organisationsInText = (subject: AssessmentSubject): string =>
  subject === AssessmentSubject.SCHOOL ? '技工院校' : '企业';

export const measureWord = (subject: AssessmentSubject): string => (subject === AssessmentSubject.SCHOOL ? '所' : '家');

/** What evidence consists of, by its type in the bundle. */
const EVIDENCE_TITLES: Readonly<Record<string, string>> = {
  AGREEMENT: '校企合作协议',
  CLASS: '班级',
  COMMITTEE_MEMBER: '机构成员',
  EXECUTION: '执行记录',
  EXECUTION_RECORD: '执行记录',
  MAJOR: '专业',
  SCHOOL_MAJOR: '专业',
  PLACEMENT: '就业落实记录',
  POSTING: '岗位',
  JOB_POSTING: '岗位',
  SECONDMENT: '教师挂职记录',
  TRAINING_SESSION: '企业培训',
  VISITING_EXPERT: '特聘教师记录',
  GRADUATE_COHORT: '毕业生供给',
};

/** A type without a title stands for itself: a later kind of evidence must not be lost. */
export const evidenceTitle = (type: string): string => EVIDENCE_TITLES[type] ?? type;
