import { CalendarDate, DomainError } from '@sxbq/kernel';

export const referenceDateOutsideYear = (year: number, asOf: CalendarDate): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REFERENCE_DATE_OUTSIDE_YEAR',
    `基准日 ${asOf} 不在 ${year} 年度内，请选择 ${year}-01-01 至 ${year}-12-31 之间的日期。`,
    { year, asOf },
  );

export const referenceDateMalformed = (text: string): DomainError =>
  new DomainError('BAD_INPUT', 'DATE_MALFORMED', `日期“${text.slice(0, 20)}”不正确，应为 YYYY-MM-DD。`);

export const yearOutOfRange = (year: number): DomainError =>
  new DomainError('BAD_INPUT', 'YEAR_OUT_OF_RANGE', `年度“${year}”不正确，应为 1900 到 2999 之间的整数。`, { year });

export const schoolUnknown = (codes: readonly string[]): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'SCHOOL_UNKNOWN',
    `没有找到学校“${codes.slice(0, 10).join('、')}”，或不在您可查看的范围内。请核对学校代码。`,
    { schoolCodes: codes.slice(0, 10) },
  );

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const runNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'COMPLIANCE_RUN_NOT_FOUND', '没有找到该重新计算任务，或它不在您可查看的范围内。');
