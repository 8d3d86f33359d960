import { DomainError } from '@sxbq/kernel';
import { PostingStep } from './domain/posting-lifecycle';
import { POSTING_STATUS_TITLES, PostingStatus } from './domain/posting-status';
import { PostingFinding } from './domain/rules/posting-rule';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const postingNotFound = () =>
  new DomainError('NOT_FOUND', 'POSTING_NOT_FOUND', '没有找到该岗位，或它不在您可查看的范围内。请核对编号。');

export const postingChanged = () =>
  new DomainError(
    'CONFLICT',
    'POSTING_REVISION_CONFLICT',
    '该岗位刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。',
  );

export const postingCodeTaken = (code: string) =>
  new DomainError('CONFLICT', 'POSTING_CODE_TAKEN', `岗位编号“${code}”已被本企业使用，请换一个编号或修改原岗位。`);

const STEP_TITLES: Readonly<Record<PostingStep, string>> = {
  [PostingStep.EDIT]: '修改',
  [PostingStep.SUBMIT]: '提交审核',
  [PostingStep.APPROVE]: '审核通过',
  [PostingStep.REJECT]: '退回',
  [PostingStep.CLOSE]: '关闭',
  [PostingStep.EXPIRE]: '到期下架',
  [PostingStep.REOPEN]: '重新发布',
};

export const postingStepNotAllowed = (step: PostingStep, status: PostingStatus) =>
  new DomainError(
    'CONFLICT',
    'POSTING_STEP_NOT_ALLOWED',
    `岗位现为“${POSTING_STATUS_TITLES[status]}”，不能${STEP_TITLES[step]}。请刷新后查看最新状态。`,
    { status },
  );

/** Everything that stands against the posting at once, by field. */
export const postingHasFindings = (findings: readonly PostingFinding[]) =>
  new DomainError(
    'BAD_INPUT',
    'POSTING_HAS_FINDINGS',
    `岗位未通过自动审核，请按提示修改后重新提交：${findings.map(({ message }) => message).join('')}`,
    { findings: findings.map(({ field, rule, message }) => ({ field, rule, message })) },
  );

export const occupationUnknown = (edition: string, code: string) =>
  new DomainError(
    'BAD_INPUT',
    'OCCUPATION_UNKNOWN',
    `职业分类“${edition}”版中没有职业代码“${code}”，请在职业分类目录中选择；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const postingRegionUnknown = (code: string) =>
  new DomainError(
    'BAD_INPUT',
    'REGION_UNKNOWN',
    `区划代码“${code}”不在行政区划目录中，请在目录中选择工作地区；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const salaryOrder = () => new DomainError('BAD_INPUT', 'SALARY_ORDER', '月薪上限低于下限，请更正。');

export const validityOutOfRange = (days: number) =>
  new DomainError('BAD_INPUT', 'VALIDITY_OUT_OF_RANGE', `有效期应在今天到 ${days} 天之内，请更正“有效期至”。`, {
    days,
  });

export const headsBelowTaken = (taken: number) =>
  new DomainError('CONFLICT', 'HEADS_BELOW_TAKEN', `已有 ${taken} 人接受录用，招聘人数不能少于 ${taken} 人，请更正。`, {
    taken,
  });

export const enterpriseNotVetted = () =>
  new DomainError(
    'CONFLICT',
    'ENTERPRISE_NOT_VETTED',
    '该企业尚未通过全市统一的用人单位审核，或审核已到期，不能发布岗位。请先审核企业。',
  );

export const vettingInvalid = (message: string) => new DomainError('BAD_INPUT', 'VETTING_INVALID', message);

export const postingRulesInvalid = (places: readonly string[]) =>
  new DomainError('BAD_INPUT', 'POSTING_RULES_INVALID', `岗位审核规则有误，请更正：${places.join('、')}。`, { places });

export const rejectionWithoutMarks = () =>
  new DomainError('BAD_INPUT', 'REJECTION_WITHOUT_MARKS', '退回岗位须至少指出一个字段的问题，请填写。');
