import { DomainError } from '@sxbq/kernel';
import type { SchemeProblem } from './domain/scheme/scheme-problem';

/** Most problems that the sentence itself names; all are in the details. */
const NAMED = 3;

export const schemeInvalid = (problems: readonly SchemeProblem[]): DomainError => {
  const named = problems.slice(0, NAMED).map(({ path, message }) => `${path}：${message}`);
  const more = problems.length > NAMED ? `……共 ${problems.length} 处` : '';
  return new DomainError('BAD_INPUT', 'ASSESSMENT_SCHEME_INVALID', `考核方案不正确，请更正：${named.join('')}${more}`, {
    problems,
  });
};

/** What was frozen cannot be ranked as it is: a fault of the product or of the data, named. */
export const bundleInputInvalid = (problems: readonly SchemeProblem[]): DomainError => {
  const named = problems.slice(0, NAMED).map(({ path, message }) => `${path}：${message}`);
  return new DomainError('CONFLICT', 'ASSESSMENT_INPUT_INVALID', `冻结的数据不能用于排名：${named.join('')}`, {
    problems,
  });
};

export const bundleUnreadable = (problems: readonly SchemeProblem[]): DomainError => {
  const named = problems.slice(0, NAMED).map(({ path, message }) => `${path}：${message}`);
  const more = problems.length > NAMED ? `……共 ${problems.length} 处` : '';
  return new DomainError(
    'BAD_INPUT',
    'ASSESSMENT_BUNDLE_UNREADABLE',
    `这不是一份排名数据包：${named.join('；')}${more}。`,
    {
      problems,
    },
  );
};
