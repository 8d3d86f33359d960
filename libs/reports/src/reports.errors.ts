import { AssessmentSubject, ASSESSMENT_SUBJECT_TITLES } from '@sxbq/assessment/verification';
import { DomainError } from '@sxbq/kernel';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const reportNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'REPORT_NOT_FOUND', '没有找到该报告，或它不在您可查看的范围内。');

export const reportNotFinished = (): DomainError =>
  new DomainError('CONFLICT', 'REPORT_NOT_FINISHED', '报告还没有生成完毕，请稍后再下载。');

export const letterheadMissing = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REPORT_LETTERHEAD_MISSING',
    '通报和报省报告须给出发文机关、发文机关代字、主送机关、成文日期等公文要素。',
  );

export const subjectNotAssessed = (subject: AssessmentSubject): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REPORT_SUBJECT_NOT_ASSESSED',
    `本次考核不含${ASSESSMENT_SUBJECT_TITLES[subject]}，请选择其他考核对象。`,
    { subject },
  );

export const schoolNotRanked = (): DomainError =>
  new DomainError('NOT_FOUND', 'REPORT_SCHOOL_NOT_RANKED', '该学校不在本次考核的名单中。');

export const rankingNotReady = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'REPORT_RANKING_NOT_READY',
    '考核尚未产生排名。公布之前只能生成草稿，且须在评分结束之后。',
  );

export const bundleUnreadable = (file: string): DomainError =>
  new DomainError('BAD_INPUT', 'REPORT_BUNDLE_UNREADABLE', `“${file}”不是完整版考核数据包，请选择内部版数据包文件。`);
