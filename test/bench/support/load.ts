import autocannon from 'autocannon';

export interface LoadResult {
  readonly perSecond: number;
  readonly p95: number;
  readonly p99: number;
}

/** Asks the same POST over and over with 32 connections; every answer must be 2xx. */
export async function load(
  url: string,
  body: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<LoadResult> {
  const result = await autocannon({
    url,
    method: 'POST',
    connections: 32,
    duration: seconds,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  return { perSecond: result.requests.average, p95: result.latency.p97_5, p99: result.latency.p99 };
}
