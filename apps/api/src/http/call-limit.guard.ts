import { CanActivate, ExecutionContext, Injectable, Type } from '@nestjs/common';
import { declaredAccess, entranceOf } from '@sxbq/identity';
import { CallKind, COUNTED_AS, RateLimits } from '@sxbq/platform';
import { currentCaller } from './caller';

/**
 * Counts every call of a Query, Mutation, Subscription or HTTP handler before it runs: a field asked for under a hundred
 * aliases is a hundred calls, over HTTP and over the socket (assurance S4).
 */
@Injectable()
export class CallLimitGuard implements CanActivate {
  private readonly kinds = new WeakMap<object, CallKind>();

  constructor(private readonly limits: RateLimits) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const handler = context.getHandler();
    const waiting = this.limits.take(this.kindOf(handler, context.getClass()), currentCaller());
    return waiting ? waiting.then(() => true) : true;
  }

  private kindOf(handler: { readonly name: string }, owner: Type): CallKind {
    const known = this.kinds.get(handler);
    if (known) return known;
    const kind = callKindOf(handler, owner);
    this.kinds.set(handler, kind);
    return kind;
  }
}

/** As declared by @CountedAs on the handler or its class; else by what the handler is. */
export function callKindOf(handler: { readonly name: string }, owner: Type): CallKind {
  const declared: unknown = Reflect.getMetadata(COUNTED_AS, handler) ?? Reflect.getMetadata(COUNTED_AS, owner);
  if (declared) return declared as CallKind;
  const entrance = entranceOf(handler, owner);
  // A field of a type: its root field was counted, and the cost of the whole is limited.
  if (entrance === null) return CallKind.FREE;
  if (entrance.kind === 'Query' || entrance.kind === 'Subscription') return CallKind.READ;
  if (declaredAccess(handler, owner) === 'PUBLIC') return CallKind.SIGN_IN;
  return entrance.kind === 'HTTP' ? CallKind.COSTLY : CallKind.WRITE;
}
