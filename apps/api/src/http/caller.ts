import { networkOf } from '@sxbq/identity';
import { Config, currentContext, RequestContext } from '@sxbq/platform';
import { IncomingHttpHeaders } from 'node:http';

/** Whose budget a call is taken from: the machine client's or the user's, however often signed in; else the network's. */
export function callerOf(context: Pick<RequestContext, 'principal' | 'address'> | null): string {
  const principal = context?.principal;
  if (principal?.clientId) return `client ${principal.clientId}`;
  if (principal?.userId) return `user ${principal.userId}`;
  return `network ${context?.address ? networkOf(context.address) : 'unknown'}`;
}

export const currentCaller = (): string => callerOf(currentContext());

/** Proxies between clients and this process; in production there is no default (assertFitToServe). */
export const proxyHops = ({ PROXY_HOPS }: Config): number => PROXY_HOPS ?? 0;

/**
 * The address a connection comes from, behind `hops` proxies that each append to X-Forwarded-For; what a client writes
 * there itself stands further left and is not believed.
 */
export function addressBehindProxies(
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders,
  hops: number,
): string | null {
  const given = headers['x-forwarded-for'];
  const named = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').map((part) => part.trim());
  const way = [...named.filter((part) => part !== ''), ...(remoteAddress ? [remoteAddress] : [])];
  return way[Math.max(0, way.length - 1 - hops)] ?? null;
}
