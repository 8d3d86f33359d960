import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { GqlContextType } from '@nestjs/graphql';
import { DomainError, ErrorKind } from '@sxbq/kernel';
import { currentContext, LOGGER } from '@sxbq/platform';
import { FastifyReply } from 'fastify';
import { Logger } from 'pino';
import { noteRefusal } from '../refusals/refused-operations';
import { HTTP_STATUS, PublicError, publicError, retryAfterSeconds } from '../graphql/error-format';

/** Answers an HTTP request with a coded error. */
export function sendError(reply: FastifyReply, error: PublicError): void {
  const { kind, code, message, details } = error;
  noteRefusal(reply.request.routeOptions.url ?? 'http', error);
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== null) void reply.header('retry-after', String(retryAfter));
  void reply
    .status(HTTP_STATUS[kind as ErrorKind] ?? 500)
    .header('cache-control', 'no-store')
    .send({ error: { kind, code, message, details, correlationId: currentContext()?.correlationId ?? null } });
}

/** Translates errors of HTTP handlers; GraphQL has its own formatter and gets them untouched. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType<GqlContextType>() === 'graphql') throw error;
    const shown = serverRefusal(error) ?? publicError(error);
    if (shown.kind === 'INTERNAL') {
      this.logger.error({ error: String((error as Error).stack ?? error) }, 'request failed');
    }
    sendError(host.switchToHttp().getResponse<FastifyReply>(), shown);
  }
}

/** What the HTTP server itself refuses, which has no code of ours; null for everything else. */
function serverRefusal(error: unknown): DomainError | null {
  if (!(error instanceof HttpException)) return null;
  const status = error.getStatus();
  if (status === 404) return new DomainError('NOT_FOUND', 'HTTP_404', '没有这个地址，请核对后重试。');
  if (status === 413) return new DomainError('TOO_LARGE', 'HTTP_413', '请求内容过大，请拆分成几个请求。');
  return new DomainError('BAD_INPUT', `HTTP_${status}`, '请求的地址或内容不正确，请核对后重试。');
}
