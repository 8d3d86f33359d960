import autocannon, { Options, Result } from 'autocannon';
import { percentile } from './report';

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p95: number;
  readonly p99: number;
}

export const CONNECTIONS = 32;

/** Asks the same POST over and over with 32 connections; every answer must be 2xx and of the same length. */
export async function load(
  url: string,
  body: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<LoadResult> {
  const times: number[] = [];
  let length: number | undefined;
  let different = 0;
  const options: Options = {
    url,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  };
  const result = await new Promise<Result>((resolve, reject) => {
    const running = autocannon(options, (error: unknown, done) => (error ? reject(error as Error) : resolve(done)));
    running.on('response', (_client, _status, bytes, milliseconds) => {
      length ??= bytes;
      if (bytes !== length) different += 1;
      times.push(milliseconds);
    });
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  if (different > 0) throw new Error(`${different} answers of another length`);
  return {
    perSecond: times.length / result.duration,
    p95: percentile(times, 95),
    p99: percentile(times, 99),
  };
}
