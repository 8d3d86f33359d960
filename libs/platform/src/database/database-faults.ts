import { DomainError } from '@sxbq/kernel';

/** The database's error number, or null when the error is not the database's. */
export function databaseErrorNumber(error: unknown): number | null {
  const candidate = error as { errno?: unknown; driverError?: { errno?: unknown } } | null;
  const number = candidate?.driverError?.errno ?? candidate?.errno;
  return typeof number === 'number' ? number : null;
}

/** max_statement_time of MariaDB, max_execution_time of MySQL. */
const STATEMENT_TIMED_OUT = new Set([1969, 3024]);
/** Too many connections, of all or of one account; deadlock, lock wait and changed record, after all tries. */
const TRY_AGAIN = new Set([1040, 1203, 1226, 1020, 1205, 1213]);
/** What the driver says when it finds no server or no free connection. */
const UNREACHABLE =
  /Queue limit reached|No connections available|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*sock|connect ETIMEDOUT|PROTOCOL_CONNECTION_LOST|Connection lost/;

/** Seconds a client should wait before it tries again what found no free connection. */
const RETRY_AFTER_SECONDS = 2;

/**
 * What a database error means to who asked: STATEMENT_TIMEOUT when a statement ran too long, SERVICE_BUSY when the
 * database has no connection to give or gave up for now; both carry `retryAfterSeconds`. null: a fault of our own.
 */
export function databaseRefusal(error: unknown): DomainError | null {
  const number = databaseErrorNumber(error);
  if (number !== null && STATEMENT_TIMED_OUT.has(number)) return statementTimeout();
  if (number !== null && TRY_AGAIN.has(number)) return serviceBusy();
  const cause = (error as { driverError?: unknown } | null)?.driverError ?? error;
  if (cause instanceof DomainError) return cause;
  return UNREACHABLE.test(String((cause as Error | null)?.message)) ? serviceBusy() : null;
}

export const serviceBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'SERVICE_BUSY', '系统繁忙，请稍后重试。', { retryAfterSeconds: RETRY_AFTER_SECONDS });

const statementTimeout = (): DomainError =>
  new DomainError('UNAVAILABLE', 'STATEMENT_TIMEOUT', '查询耗时过长，已中止。请缩小范围或减少每页条数后重试。', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
