import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditTrail } from '@sxbq/audit';
import { Authenticator } from '@sxbq/identity';
import { LOGGER, Metrics, newRequestContext, RateLimits, RequestContext, runInContext } from '@sxbq/platform';
import { Readiness } from '@sxbq/platform/health';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'pino';
import { refusalsOf } from '../refusals/refused-operations';
import { requestKind } from '../graphql/charges';
import { callerOf } from './caller';

type WithContext = FastifyRequest & { sxbqContext?: RequestContext };

/** Asked all the time by machines; never needs to know who asks. */
const ANONYMOUS_PATH = '/livez';

/** Other paths have handlers of their own, whose calls are counted. */
const GRAPHQL_PATH = '/graphql';

/**
 * Gives each request its context (correlation id, principal, loaders), its log line and its metrics. Fastify hooks,
 * not Nest middleware: they run for every route without exception.
 */
export function installRequestLifecycle(app: NestFastifyApplication): void {
  const authenticator = app.get(Authenticator, { strict: false });
  const metrics = app.get(Metrics);
  const limits = app.get(RateLimits);
  const readiness = app.get(Readiness);
  const audit = app.get(AuditTrail, { strict: false });
  // Its lines have the fields below and no other: there is nothing to hide in them.
  const logger = app.get<Logger>(LOGGER).child({}, { redact: [] });
  const server = app.getHttpAdapter().getInstance();

  server.addHook('onRequest', (request: WithContext, reply: FastifyReply, done: () => void) => {
    const context = newRequestContext(null, request.ip);
    request.sxbqContext = context;
    void reply.header('x-correlation-id', context.correlationId);
    // A kept connection would bring the next request to a process that is about to end.
    if (readiness.isStopping) void reply.header('connection', 'close');
    runInContext(context, done);
  });
  // Parsing the body leaves the asynchronous path of onRequest: enter the context again before anything is handled.
  server.addHook('preValidation', (request: WithContext, _reply: FastifyReply, done: (error?: Error) => void) => {
    const context = request.sxbqContext as RequestContext;
    runInContext(context, () => {
      if (request.url === ANONYMOUS_PATH) return done();
      authenticator
        .authenticate(request.headers, context.address)
        .then((principal) => {
          context.principal = principal;
          if (request.url.startsWith(GRAPHQL_PATH)) return limits.take(requestKind(principal), callerOf(context));
        })
        .then(
          () => runInContext(context, done),
          (error: unknown) => done(error as Error),
        );
    });
  });
  server.addHook('onResponse', (request: WithContext, reply: FastifyReply, done: () => void) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1_000;
    metrics.httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, seconds);
    const correlationId = request.sxbqContext?.correlationId;
    logger.info({ correlationId, method: request.method, route, status: reply.statusCode, seconds }, 'request');
    if (request.sxbqContext) recordRefusals(audit, request.sxbqContext);
    done();
  });
}

/** After the answer, so that nobody waits for it. */
function recordRefusals(audit: AuditTrail, context: RequestContext): void {
  for (const refusal of refusalsOf(context)) runInContext(context, () => audit.recordRefusal(refusal));
}
