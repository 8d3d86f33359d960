import { Principal } from '@sxbq/kernel';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What one request, job or command carries along: who, and the id that ties its log lines and audit rows together. */
export interface RequestContext {
  readonly correlationId: string;
  principal: Principal | null;
  /** For what stays open: who it is at this moment; rejects when it is nobody any more. */
  readonly lookAgain?: () => Promise<Principal>;
  /** DataLoaders of this request; never shared with another request or principal (assurance A6). */
  readonly loaders: Map<symbol, unknown>;
  /** Address the request came from; null for jobs and commands. */
  readonly address: string | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function newRequestContext(principal: Principal | null = null, address: string | null = null): RequestContext {
  return { correlationId: randomUUID(), principal, loaders: new Map(), address };
}

/** Runs `work`, and all it awaits, inside the context. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

export function currentContext(): RequestContext | null {
  return storage.getStore() ?? null;
}
