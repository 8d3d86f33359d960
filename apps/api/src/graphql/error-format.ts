import { DomainError, ErrorKind, maskPersonalNumbers } from '@sxbq/kernel';
import { currentContext, databaseRefusal } from '@sxbq/platform';
import { GraphQLError, GraphQLFormattedError } from 'graphql';
import { Logger } from 'pino';

/** HTTP status of each kind of domain error, for endpoints that answer with one. */
export const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

const INTERNAL: PublicError = {
  kind: 'INTERNAL',
  code: 'INTERNAL_ERROR',
  message: '系统内部错误，请稍后重试；如仍出现，请把编号告知管理员。',
};

export interface PublicError {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Seconds after which it makes sense to try again, for the Retry-After header; null when the error does not say. */
export function retryAfterSeconds({ kind, details }: Pick<PublicError, 'kind' | 'details'>): number | null {
  if (kind !== 'TOO_MANY_REQUESTS' && kind !== 'UNAVAILABLE') return null;
  const seconds = details?.['retryAfterSeconds'];
  return typeof seconds === 'number' ? Math.max(1, Math.ceil(seconds)) : null;
}

/** What a client may see of an error: domain errors as they are, requests against the schema explained, else masked. */
export function publicError(error: unknown): PublicError {
  const refusal = error instanceof DomainError ? error : databaseRefusal(error);
  if (refusal === null) return INTERNAL;
  const { kind, code, details } = refusal;
  return { kind, code, message: maskPersonalNumbers(refusal.message), details };
}

/** The root cause below GraphQL's wrappers; null when the error is about the request itself. */
function causeOf(error: unknown): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof GraphQLError ? null : cause;
}

export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

/**
 * Builds the one formatter that Apollo, the compiled executor and subscriptions share. Names of the schema that look
 * like a mistyped one are suggested only when `suggests` (assurance G2).
 */
export function errorFormatter(logger: Logger, suggests = false): ErrorFormatter {
  return (error) => {
    const cause = causeOf(error);
    const source = error instanceof GraphQLError ? error : null;
    const shown = cause === null ? requestError(source as GraphQLError, suggests) : publicError(cause);
    if (shown === INTERNAL) {
      logger.error(
        { error: cause instanceof Error ? cause.stack : String(cause), path: source?.path },
        'request failed',
      );
    }
    const { message, ...extensions } = shown;
    return {
      message,
      ...(source?.path ? { path: source.path } : {}),
      ...(source?.locations ? { locations: source.locations } : {}),
      extensions: { ...extensions, correlationId: currentContext()?.correlationId ?? null },
    };
  };
}

/** What graphql-js says of a document that is over the limit of tokens, which it names. */
const TOO_MANY_TOKENS = /Document contains more tha[nt] \d+ tokens/;
const SUGGESTION = / Did you mean .*\?$/s;

function requestError(error: GraphQLError, suggests: boolean): PublicError {
  // graphql-jit's own errors come without extensions.
  const { code = 'BAD_USER_INPUT' } = (error.extensions ?? {}) as { code?: string };
  if (code === 'INTERNAL_SERVER_ERROR') return INTERNAL;
  if (TOO_MANY_TOKENS.test(error.message)) {
    return { kind: 'BAD_INPUT', code: 'QUERY_TOO_LONG', message: '查询过长，请拆分成几个请求。' };
  }
  // graphql-js quotes the values it refuses.
  const message = maskPersonalNumbers(suggests ? error.message : error.message.replace(SUGGESTION, ''));
  return { kind: 'BAD_INPUT', code, message: `请求不符合接口定义：${message}` };
}
