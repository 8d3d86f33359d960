import { DomainError } from '@sxbq/kernel';

const notFound = (code: string, what: string): DomainError =>
  new DomainError('NOT_FOUND', code, `没有找到该${what}，或它不在您可查看的范围内。请核对编号。`);

const taken = (code: string, sentence: string): DomainError => new DomainError('CONFLICT', code, sentence);

const changed = (code: string, what: string): DomainError =>
  new DomainError('CONFLICT', code, `该${what}刚被他人修改过，您的修改没有保存。请刷新后在最新内容上重做。`);

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const schoolNotFound = () => notFound('SCHOOL_NOT_FOUND', '学校');
export const majorNotFound = () => notFound('MAJOR_NOT_FOUND', '专业');
export const classNotFound = () => notFound('CLASS_NOT_FOUND', '班级');

export const schoolCodeTaken = (code: string) =>
  taken('SCHOOL_CODE_TAKEN', `学校代码“${code}”已被使用，请换一个或修改已有的学校。`);
export const schoolUsccTaken = (uscc: string | null | undefined) =>
  taken('SCHOOL_USCC_TAKEN', `统一社会信用代码“${uscc ?? ''}”已登记在另一所学校名下，请核对。`);
export const majorCodeTaken = (code: string) =>
  taken('MAJOR_CODE_TAKEN', `该校已有代码为“${code}”的专业，请换一个代码。`);
export const classCodeTaken = (code: string) =>
  taken('CLASS_CODE_TAKEN', `该校已有代码为“${code}”的班级，请换一个代码。`);

export const schoolChanged = () => changed('SCHOOL_REVISION_CONFLICT', '学校');
export const classChanged = () => changed('CLASS_REVISION_CONFLICT', '班级');

export const regionUnknown = (code: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REGION_UNKNOWN',
    `区划代码“${code}”不在行政区划目录中，请核对；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const majorOfOtherSchool = (): DomainError =>
  new DomainError('BAD_INPUT', 'MAJOR_OF_OTHER_SCHOOL', '所选专业不属于该班级的学校，请选择本校专业。');
