import { Config, DatabaseTimeLimits } from '@sxbq/platform';
import { FastifyHttpOptions, FastifyInstance, RouteOptions } from 'fastify';
import { Server } from 'node:http';

/** Where files go in and out, a request may take this many times as long. */
const FILE_FACTOR = 8;
/** Whoever gets no database connection within this time is told to come again (assurance G4: less than 2 s). */
const CONNECTION_WAIT_MS = 1_500;
/** How often Node looks for clients that send too slowly. */
const SLOW_CLIENT_CHECK_MS = 1_000;

/** A statement ends before the request that waits for it does, so that the answer says why. */
export function databaseTimeLimits({ REQUEST_TIMEOUT_MS }: Config): DatabaseTimeLimits {
  return { statementMs: Math.floor((REQUEST_TIMEOUT_MS * 2) / 3), connectionMs: CONNECTION_WAIT_MS };
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

/** Answers REQUEST_TIMEOUT (503) for a handler that does not; what it waits for in the database ends by itself. */
export function limitHandlers(server: FastifyInstance, { REQUEST_TIMEOUT_MS }: Config): void {
  server.addHook('onRoute', (route: RouteOptions) => {
    route.handlerTimeout = servesFiles(route) ? REQUEST_TIMEOUT_MS * FILE_FACTOR : REQUEST_TIMEOUT_MS;
  });
}

/** Everything beside GraphQL and the health of the process. */
function servesFiles({ url }: RouteOptions): boolean {
  return !['/graphql', '/livez', '/readyz', '/metrics'].includes(url);
}
