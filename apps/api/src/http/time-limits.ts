import { DomainError } from '@sxbq/kernel';
import { Config, DatabaseTimeLimits } from '@sxbq/platform';
import { FastifyHttpOptions, FastifyInstance, FastifyRequest } from 'fastify';
import { Server } from 'node:http';
import { sendError } from './error-reply';

/** Where files go in and out, a request may take this many times as long. */
const FILE_FACTOR = 8;
/** Whoever gets no database connection within this time is told to come again (assurance G4: less than 2 s). */
const CONNECTION_WAIT_MS = 1_500;
const SHORT_PATHS = new Set(['/graphql', '/livez']);
/** How often Node looks for clients that send too slowly. */
const SLOW_CLIENT_CHECK_MS = 1_000;

/** A statement ends before the request that waits for it does, so that the answer says why. */
export function databaseTimeLimits({ REQUEST_TIMEOUT_MS }: Config): DatabaseTimeLimits {
  return {
    statementMs: Math.floor((REQUEST_TIMEOUT_MS * 2) / 3),
    connectionMs: Math.min(CONNECTION_WAIT_MS, REQUEST_TIMEOUT_MS / 2),
  };
}

/**
 * How long a client may take: the headers as long as a request, the whole body four times that; a connection that says
 * nothing is closed after a minute.
 */
export function clientTimeLimits({ REQUEST_TIMEOUT_MS }: Config): FastifyHttpOptions<Server> {
  return {
    requestTimeout: REQUEST_TIMEOUT_MS * 4,
    connectionTimeout: 60_000,
    keepAliveTimeout: 60_000,
    http: {
      headersTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: Math.min(SLOW_CLIENT_CHECK_MS, REQUEST_TIMEOUT_MS),
    },
  };
}

type Timed = FastifyRequest & { timeUp?: NodeJS.Timeout };

/**
 * Answers REQUEST_TIMEOUT (503) for a handler that does not; what it waits for in the database ends by itself. Fastify's
 * own handlerTimeout forgets its timer as soon as the body is read.
 */
export function limitHandlers(server: FastifyInstance, { REQUEST_TIMEOUT_MS }: Config): void {
  server.addHook('onRequest', (request: Timed, reply, done) => {
    const ms = servesFiles(request) ? REQUEST_TIMEOUT_MS * FILE_FACTOR : REQUEST_TIMEOUT_MS;
    request.timeUp = setTimeout(() => {
      if (!reply.sent) sendError(reply, requestTimedOut());
    }, ms).unref();
    done();
  });
  server.addHook('onResponse', (request: Timed, _reply, done) => {
    clearTimeout(request.timeUp);
    done();
  });
}

/** Everything beside GraphQL and the health of the process. */
function servesFiles({ routeOptions }: FastifyRequest): boolean {
  return !SHORT_PATHS.has(routeOptions.url ?? '');
}

const requestTimedOut = (): DomainError =>
  new DomainError('UNAVAILABLE', 'REQUEST_TIMEOUT', '请求处理超时，已中止。请缩小范围后重试。', {
    retryAfterSeconds: 5,
  });
