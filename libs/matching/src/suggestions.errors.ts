import { DomainError } from '@sxbq/kernel';

export const suggestionRunNotFound = () =>
  new DomainError(
    'NOT_FOUND',
    'SUGGESTION_RUN_NOT_FOUND',
    '没有找到该次推荐计算，或它不在您可查看的范围内。请核对编号。',
  );

export const notOneCity = (regionPrefix: string) =>
  new DomainError('BAD_INPUT', 'NOT_ONE_CITY', `推荐按城市计算，“${regionPrefix}”应为城市代码的前四位。`, {
    regionPrefix,
  });

/** A pair outside the caller's scope answers exactly as one that was never suggested. */
export const suggestionNotFound = () =>
  new DomainError('NOT_FOUND', 'SUGGESTION_NOT_FOUND', '没有找到这条推荐，可能已被新的结果取代。请刷新后再试。');

export const overrideNotFound = () =>
  new DomainError('NOT_FOUND', 'SUGGESTION_OVERRIDE_NOT_FOUND', '这条推荐没有人工决定可以撤销。');
