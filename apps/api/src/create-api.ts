import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@sxbq/kernel';
import { assertFitToServe, bootWhole, Config, LOGGER, NestLogger } from '@sxbq/platform';
import { Logger } from 'pino';
import { ApiModule } from './api.module';
import { installGraphqlSocket } from './graphql/graphql-socket';
import { proxyHops } from './http/caller';
import { HttpErrorFilter } from './http/error-reply';
import { installQueueBoard } from './http/queue-board';
import { protocolErrors } from './http/protocol-errors';
import { installRequestLifecycle } from './http/request-lifecycle';
import { secureHttp } from './http/security';
import { clientTimeLimits, limitHandlers } from './http/time-limits';

/** Largest GraphQL request body (assurance G1). */
const MAX_BODY_BYTES = 200_000;
/** Largest ledger file (ledgers.md). */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The whole API, ready to listen; tests make the same one. */
export async function createApi(options: {
  config: Config;
  logger: Logger;
  clock?: Clock;
}): Promise<NestFastifyApplication> {
  assertFitToServe(options.config);
  const hops = proxyHops(options.config);
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    ...clientTimeLimits(options.config),
    ...protocolErrors(),
    trustProxy: (_address, hop) => hop < hops,
    forceCloseConnections: 'idle',
    // Everything that runs before a handler is a hook; there is no middleware to run.
    skipMiddie: true,
  });
  return bootWhole(async (instrument) => {
    const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(options), adapter, {
      logger: new NestLogger(options.logger),
      abortOnError: false,
      instrument,
    });
    await install(app, options.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  });
}

async function install(app: NestFastifyApplication, config: Config): Promise<void> {
  installRequestLifecycle(app);
  limitHandlers(app.getHttpAdapter().getInstance(), config);
  await secureHttp(app, config);
  await app.register(fastifyMultipart as never, { limits: { fileSize: MAX_FILE_BYTES, files: 20, fields: 10 } });
  app.useGlobalFilters(new HttpErrorFilter(app.get<Logger>(LOGGER)));
  await installQueueBoard(app);
  installGraphqlSocket(app);
}
