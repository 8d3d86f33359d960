import fastifyHelmet from '@fastify/helmet';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@sxbq/kernel';
import { Config } from '@sxbq/platform';
import { FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './error-reply';
import { isFromForeignPage } from './origin';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Security headers, and the refusal of writes that come from another site's page (assurance S6). */
export async function secureHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(fastifyHelmet as never, {
    contentSecurityPolicy: config.NODE_ENV === 'development' ? false : undefined,
    crossOriginEmbedderPolicy: false,
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      if (isForeignWrite(request, config.PUBLIC_ORIGIN)) {
        sendError(reply, new DomainError('FORBIDDEN', 'CROSS_SITE_REQUEST', '拒绝来自其他网站的请求。'));
        return;
      }
      done();
    });
}

function isForeignWrite(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  return isFromForeignPage(request.headers, publicOrigin ?? `${request.protocol}://${request.headers.host}`);
}
