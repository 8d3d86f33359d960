import { DomainError } from '@sxbq/kernel';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const enterpriseNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'ENTERPRISE_NOT_FOUND', '没有找到该企业，或它不在您可查看的范围内。请核对编号。');

export const enterpriseUsccTaken = (uscc: string): DomainError =>
  new DomainError(
    'CONFLICT',
    'ENTERPRISE_USCC_TAKEN',
    `统一社会信用代码“${uscc}”已经登记，请查找并使用已有的企业，不要重复登记。`,
  );

export const enterpriseChanged = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'ENTERPRISE_REVISION_CONFLICT',
    '该企业刚被他人修改过，您的修改没有保存。请刷新后在最新内容上重做。',
  );

export const regionUnknown = (code: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REGION_UNKNOWN',
    `区划代码“${code}”不在行政区划目录中，请核对；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const industryUnknown = (code: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'INDUSTRY_UNKNOWN',
    `行业代码“${code}”不在《国民经济行业分类》（GB/T 4754-2017）中，请核对；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const industryPrefixMalformed = (prefix: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'INDUSTRY_PREFIX_MALFORMED',
    `行业代码前缀“${prefix.slice(0, 10)}”不正确，应为一个门类字母或 1 到 4 位数字。`,
  );
