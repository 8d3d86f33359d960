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
