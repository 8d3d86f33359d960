import { DomainError } from '@sxbq/kernel';

export const tooManyCalls = (retryAfterMs: number): DomainError => {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return new DomainError(
    'TOO_MANY_REQUESTS',
    'TOO_MANY_REQUESTS',
    `请求过于频繁，请在 ${retryAfterSeconds} 秒后重试；批量数据请用台账导入导出。`,
    { retryAfterSeconds },
  );
};

export const countingUnavailable = (): DomainError =>
  new DomainError('UNAVAILABLE', 'RATE_LIMIT_UNAVAILABLE', '此操作暂时不可用，请稍后重试；其他操作不受影响。', {
    retryAfterSeconds: 5,
  });
