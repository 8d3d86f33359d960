import { DomainError, ErrorKind } from '@sxbq/kernel';
import { FastifyHttpOptions, FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Server, STATUS_CODES } from 'node:http';

/** What Node says of a request that cannot be read, and how we say it; HTTP_400 for everything else. */
const REFUSALS: Readonly<Record<string, readonly [status: number, kind: ErrorKind, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'BAD_INPUT', '请求发送得太慢，连接已关闭，请重试。'],
  HPE_HEADER_OVERFLOW: [431, 'TOO_LARGE', '请求头过大，请减少 Cookie 或请求头后重试。'],
};

/**
 * Faults that end before any hook of ours runs, in our own coded form: an address that cannot be decoded, a request that
 * is no HTTP. Nothing of what was sent is said back.
 */
export function protocolErrors(): Pick<FastifyHttpOptions<Server>, 'frameworkErrors' | 'clientErrorHandler'> {
  return {
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      const { status, headers, body } = answerTo();
      reply.raw.writeHead(status, headers).end(body);
    },
    clientErrorHandler: (error: Error & { code?: string }, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const { status, headers, body } = answerTo(error.code);
      const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
      if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
      socket.destroy(error);
    },
  };
}

function answerTo(code = '') {
  const [status, kind, message] = REFUSALS[code] ?? [400, 'BAD_INPUT', '请求的地址或内容不正确，请核对后重试。'];
  const error = new DomainError(kind, `HTTP_${status}`, message);
  const correlationId = randomUUID();
  const body = JSON.stringify({ error: { kind, code: error.code, message, correlationId } });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-correlation-id': correlationId,
  };
  return { status, headers, body };
}
