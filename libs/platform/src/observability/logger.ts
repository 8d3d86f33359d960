import { LoggerService } from '@nestjs/common';
import { maskPersonalNumbers } from '@sxbq/kernel';
import pino, { DestinationStream, Logger, LoggerOptions } from 'pino';
import { Config } from '../config/config';
import { currentContext } from './request-context';

/** Names whose values never reach a log line, at whatever depth of one or two. */
const SECRET_NAMES = ['password', 'token', 'authorization', 'cookie', 'idNumber', 'contactPhone', 'secret'];

/**
 * Where a serving process writes its log: stdout, in the background, many lines in one write. A line waits a tenth of a
 * second at most; what waits is written when the process exits.
 */
export function backgroundOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
}

/** Structured JSON log, on stdout; every line carries the correlation id, none carries personal data. */
export function createLogger(
  config: Pick<Config, 'LOG_LEVEL'>,
  service: string,
  output: DestinationStream = pino.destination(1),
): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    // What an error of the database or of a library quotes is nobody's choice here.
    hooks: { streamWrite: maskPersonalNumbers },
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    mixin: () => {
      const correlationId = currentContext()?.correlationId;
      return correlationId ? { correlationId } : {};
    },
  };
  return pino(options, output);
}

/** Lets Nest log through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.info({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stackOrContext?: string, context?: string): void {
    const error = message instanceof Error ? message : undefined;
    const stack = error?.stack ?? (context === undefined ? undefined : stackOrContext);
    this.logger.error({ context: context ?? stackOrContext, stack }, error ? error.message : String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
