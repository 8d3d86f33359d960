import { DomainError } from '@sxbq/kernel';
import { SecondmentRefusal } from './domain/secondment-rules';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const secondmentNotFound = () =>
  new DomainError('NOT_FOUND', 'SECONDMENT_NOT_FOUND', '没有找到该挂职记录，或它不在您可查看的范围内。请核对编号。');

export const secondmentChanged = () =>
  new DomainError(
    'CONFLICT',
    'SECONDMENT_REVISION_CONFLICT',
    '该挂职记录刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。',
  );

export const secondmentCodeTaken = (code: string) =>
  new DomainError('CONFLICT', 'SECONDMENT_CODE_TAKEN', `挂职编号“${code}”已被使用，请换一个编号。`);

export const secondmentOverlaps = (codes: readonly string[]) =>
  new DomainError(
    'CONFLICT',
    'SECONDMENT_OVERLAPS',
    `该教师在此期间已有挂职（${codes.join('、')}），同一天不能重复挂职，请更正起止日期。`,
    { codes },
  );

export function secondmentRefused(refusal: SecondmentRefusal): DomainError {
  switch (refusal) {
    case 'ALREADY_VERIFIED':
      return new DomainError(
        'CONFLICT',
        'SECONDMENT_ALREADY_VERIFIED',
        '该挂职记录已核验，不能再修改；如有错误，请说明理由后冲销。',
      );
    case 'ALREADY_REVERSED':
      return new DomainError('CONFLICT', 'SECONDMENT_ALREADY_REVERSED', '该挂职记录已冲销，不能再办理。');
    case 'OWN_RECORD':
      return new DomainError(
        'FORBIDDEN',
        'SECONDMENT_OWN_RECORD',
        '学校不能核验本校登记的挂职，请由接收企业或主管部门核验。',
      );
    case 'NOT_STARTED':
      return new DomainError('BAD_INPUT', 'SECONDMENT_NOT_STARTED', '挂职尚未开始，开始之后才能核验。');
  }
}
