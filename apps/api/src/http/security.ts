import fastifyHelmet from '@fastify/helmet';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@sxbq/kernel';
import { Config } from '@sxbq/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './error-reply';
import { isFromForeignPage } from './origin';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Security headers, and the refusal of what another site's page asks for (assurance S6). */
export async function secureHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(fastifyHelmet as never, {
    contentSecurityPolicy: config.NODE_ENV === 'development' ? false : undefined,
    crossOriginEmbedderPolicy: false,
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      if (isForeign(request, config.PUBLIC_ORIGIN)) {
        sendError(reply, new DomainError('FORBIDDEN', 'CROSS_SITE_REQUEST', '拒绝来自其他网站的请求。'));
        return;
      }
      done();
    });
}

/** Single sign-on sends the browser here from its own site; what it brings is checked by itself. */
const ENTERED_FROM_OUTSIDE = '/sign-in/';

/** Nothing is written, and nothing with a cookie is read, because a page of another site wants it. */
function isForeign(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  const own = publicOrigin ? new URL(publicOrigin).origin : `${request.protocol}://${request.headers.host}`;
  if (!SAFE_METHODS.has(request.method)) return isFromForeignPage(request.headers, own);
  return !request.url.startsWith(ENTERED_FROM_OUTSIDE) && isFromForeignPage(request.headers, own);
}
