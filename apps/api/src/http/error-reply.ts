import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { GqlContextType } from '@nestjs/graphql';
import { DomainError, ErrorKind } from '@sxbq/kernel';
import { currentContext, LOGGER } from '@sxbq/platform';
import { FastifyReply } from 'fastify';
import { Logger } from 'pino';
import { HTTP_STATUS, publicError } from '../graphql/error-format';

/** Answers an HTTP request with a coded error. */
export function sendError(reply: FastifyReply, error: DomainError): void {
  const { kind, code, message, details } = error;
  void reply
    .status(HTTP_STATUS[kind])
    .send({ error: { kind, code, message, details, correlationId: correlationId() } });
}

/** Translates errors of HTTP handlers; GraphQL has its own formatter and gets them untouched. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<GqlContextType>() === 'graphql') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof HttpException) {
      void reply
        .status(error.getStatus())
        .send({ error: { kind: 'BAD_INPUT', code: `HTTP_${error.getStatus()}`, message: '请求的地址或内容不正确。' } });
      return;
    }
    const shown = publicError(error);
    if (shown.kind === 'INTERNAL')
      this.logger.error({ error: String((error as Error).stack ?? error) }, 'request failed');
    const status = HTTP_STATUS[shown.kind as ErrorKind] ?? 500;
    void reply.status(status).send({ error: { ...shown, correlationId: correlationId() } });
  }
}

function correlationId(): string | null {
  return currentContext()?.correlationId ?? null;
}
