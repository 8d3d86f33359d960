import { DomainError } from '@sxbq/kernel';

/** The database's error number, or null when the error is not the database's. */
export function databaseErrorNumber(error: unknown): number | null {
  const candidate = error as { errno?: unknown; driverError?: { errno?: unknown } } | null;
  const number = candidate?.driverError?.errno ?? candidate?.errno;
  return typeof number === 'number' ? number : null;
}

/** max_statement_time of MariaDB, max_execution_time of MySQL. */
const STATEMENT_TIMED_OUT = new Set([1969, 3024]);
/** Deadlock, lock wait and changed record, after all tries. */
const CONTENDED = new Set([1020, 1205, 1213]);
/** Too many connections, of all or of one account. */
const NO_CONNECTION = new Set([1040, 1203, 1226]);
/**
 * The server answers and cannot do its work now: no room (file, table, log, memory), read only, not the primary of its
 * cluster, shutting down.
 */
const UNABLE = new Set([
  // No room: a full disk or table, an error on writing, no memory.
  3, 20, 1021, 1026, 1037, 1041, 1114, 1135,
  // Read only, of the server, of a transaction, of InnoDB.
  1290, 1792, 1836, 1874,
  // Not (or no longer) the primary; a group that refuses; offline.
  1047, 3032, 3100, 3101,
  // Shutting down, or it has ended the connection.
  1053, 1077, 1079, 1927, 3169, 4031,
]);
/** 1290 names the option that forbids the statement; of these alone the server rids itself. */
const READ_ONLY_OPTION = /read[-_ ]only/i;
/** Error 28 of the operating system, under whatever number the server passes it on (1030 from an engine, 1180 at COMMIT). */
const DISK_FULL = /\berrno: 28\b|\berror 28\b|No space left on device/i;
/** What the driver says when it finds no server or no free connection. */
const UNREACHABLE =
  /Queue limit reached|No connections available|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*sock|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|PROTOCOL_CONNECTION_LOST|Connection lost|connection is in closed state/;

/** Seconds a client should wait before it tries again what found no free connection. */
const RETRY_AFTER_SECONDS = 2;

/**
 * What a database error means to who asked: STATEMENT_TIMEOUT when a statement ran too long, SERVICE_BUSY when the
 * database has no connection to give or gave up for now; both carry `retryAfterSeconds`. null: a fault of our own.
 */
export function databaseRefusal(error: unknown): DomainError | null {
  const number = databaseErrorNumber(error);
  if (number !== null && STATEMENT_TIMED_OUT.has(number)) return statementTimeout();
  if (number !== null && CONTENDED.has(number)) return serviceBusy();
  const cause = causeOf(error);
  if (cause instanceof DomainError) return cause;
  return isDatabaseOutage(error) ? serviceBusy() : null;
}

/**
 * True when the database could not be reached, or could not do anybody's work: nothing that was asked for is at fault,
 * and the same will succeed once it is mended.
 */
export function isDatabaseOutage(error: unknown): boolean {
  const number = databaseErrorNumber(error);
  const message = String((causeOf(error) as Error | null)?.message);
  if (number === 1290) return READ_ONLY_OPTION.test(message);
  if (number !== null && (NO_CONNECTION.has(number) || UNABLE.has(number))) return true;
  return UNREACHABLE.test(message) || DISK_FULL.test(message);
}

/** The driver's own error below TypeORM's. */
function causeOf(error: unknown): unknown {
  return (error as { driverError?: unknown } | null)?.driverError ?? error;
}

export const serviceBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'SERVICE_BUSY', '系统繁忙，请稍后重试。', { retryAfterSeconds: RETRY_AFTER_SECONDS });

const statementTimeout = (): DomainError =>
  new DomainError('UNAVAILABLE', 'STATEMENT_TIMEOUT', '查询耗时过长，已中止。请缩小范围或减少每页条数后重试。', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
