import { DomainError } from './errors/domain-error';

/** Largest page any list gives out (assurance G1). */
export const MAX_PAGE_SIZE = 100;

/** limit 1–100, offset ≥ 0. */
export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

export interface Page<T> {
  readonly items: T[];
  /** Rows that match the filter within the caller's scope, over all pages. */
  readonly total: number;
}

/** Refuses a page outside the limits with PAGE_SIZE_OUT_OF_RANGE or PAGE_OFFSET_OUT_OF_RANGE. */
export function checkedPage(page: PageRequest): PageRequest {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAX_PAGE_SIZE) {
    throw new DomainError(
      'BAD_INPUT',
      'PAGE_SIZE_OUT_OF_RANGE',
      `每页条数应为 1 到 ${MAX_PAGE_SIZE}，现为 ${page.limit}。请减小 limit 后重试。`,
      { limit: page.limit, max: MAX_PAGE_SIZE },
    );
  }
  if (!Number.isInteger(page.offset) || page.offset < 0) {
    throw new DomainError('BAD_INPUT', 'PAGE_OFFSET_OUT_OF_RANGE', `起始位置不能为负数，现为 ${page.offset}。`, {
      offset: page.offset,
    });
  }
  return page;
}
