import { DomainError } from '@sxbq/kernel';

export const policyMissingForYear = (year: number): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'POLICY_MISSING_FOR_YEAR',
    `${year} 年没有适用的政策标准：运行 sxbq migrate 可写入随附的默认标准（2011 年起适用），或由人社局发布适用于该年的版本（addPolicyVersion）。`,
    { year },
  );

export const policyNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'POLICY_NOT_FOUND', '没有找到该政策标准版本，请核对编号。');

export const policyDocumentInvalid = (paths: readonly string[]): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'POLICY_DOCUMENT_INVALID',
    `政策标准的内容不正确，请检查：${paths.join('、')}。每项指标都须有合理的数值和出处条款。`,
    { paths },
  );

export const tierTwice = (tier: string): DomainError =>
  new DomainError('BAD_INPUT', 'POLICY_TIER_TWICE', `层次 ${tier} 在政策标准中出现了两次，请合并。`, { tier });

export const yearOrder = (from: number, to: number): DomainError =>
  new DomainError('BAD_INPUT', 'YEAR_ORDER', `适用止年（${to}）早于适用起年（${from}），请更正。`, { from, to });

export const quotaNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'QUOTA_NOT_FOUND', '没有找到该校该年度的这项指标，或它不在您可查看的范围内。');

export const sharesUnusable = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'QUOTA_SHARES_UNUSABLE',
    '分配权重应为不小于 0 的整数，至少一所学校大于 0，且每所学校只出现一次。请更正后重试。',
  );

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const committeeMemberNotFound = (): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'COMMITTEE_MEMBER_NOT_FOUND',
    '没有找到该机构成员，或其不在您可查看的范围内。请核对编号。',
  );

export const committeeMemberTaken = (): DomainError =>
  new DomainError('CONFLICT', 'COMMITTEE_MEMBER_TAKEN', '该校已有同名且任职日期相同的成员，请核对是否重复登记。');
