import { DomainError } from '@sxbq/kernel';

export const rankingNotPublished = (regionPrefix: string, year: number): DomainError =>
  new DomainError('NOT_FOUND', 'RANKING_NOT_PUBLISHED', `区划 ${regionPrefix} 的 ${year} 年度考核结果尚未公布。`, {
    regionPrefix,
    year,
  });

export const regionMalformed = (): DomainError =>
  new DomainError('BAD_INPUT', 'REGION_MALFORMED', '区划代码应为 2 到 6 位数字，如 3204。');

export const tooManyYears = (max: number): DomainError =>
  new DomainError('BAD_INPUT', 'TOO_MANY_YEARS', `一次最多比较 ${max} 个年度，且起始年度不晚于结束年度。`, { max });
