import { CanActivate, ExecutionContext, Injectable, Type } from '@nestjs/common';
import { GqlContextType } from '@nestjs/graphql';
import { declaredAccess, entranceOf } from '@sxbq/identity';
import { CallKind, COUNTED_AS, CountedCalls, RateLimits } from '@sxbq/platform';
import { currentCaller } from './caller';

/**
 * Counts every call of a Query, Mutation, Subscription or HTTP handler before it runs: a field asked for under a hundred
 * aliases is a hundred calls, over HTTP and over the socket (assurance S4).
 */
@Injectable()
export class CallLimitGuard implements CanActivate {
  private readonly kinds = new WeakMap<object, KindsOfCalls>();

  constructor(private readonly limits: RateLimits) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { usual, given, then } = this.kindsOf(context.getHandler(), context.getClass());
    const kind = given !== null && isGiven(context, given) ? then : usual;
    const waiting = this.limits.take(kind, currentCaller());
    return waiting ? waiting.then(() => true) : true;
  }

  private kindsOf(handler: { readonly name: string }, owner: Type): KindsOfCalls {
    const known = this.kinds.get(handler);
    if (known) return known;
    const kinds = kindsOfCalls(handler, owner);
    this.kinds.set(handler, kinds);
    return kinds;
  }
}

interface KindsOfCalls {
  readonly usual: CallKind;
  /** The argument with which a call counts as `then`. */
  readonly given: string | null;
  readonly then: CallKind;
}

function isGiven(context: ExecutionContext, argument: string): boolean {
  const args = context.getType<GqlContextType>() === 'graphql' ? context.getArgByIndex<Record<string, unknown>>(1) : {};
  return args[argument] !== undefined && args[argument] !== null;
}

/** As declared by @CountedAs on the handler or its class; else by what the handler is. */
function kindsOfCalls(handler: { readonly name: string }, owner: Type): KindsOfCalls {
  const declared = (Reflect.getMetadata(COUNTED_AS, handler) ?? Reflect.getMetadata(COUNTED_AS, owner)) as
    CountedCalls | undefined;
  const usual = declared && declared.given === undefined ? declared.kind : undeclaredKind(handler, owner);
  return { usual, given: declared?.given ?? null, then: declared?.kind ?? usual };
}

function undeclaredKind(handler: { readonly name: string }, owner: Type): CallKind {
  const entrance = entranceOf(handler, owner);
  // A field of a type: its root field was counted, and the cost of the whole is limited.
  if (entrance === null) return CallKind.FREE;
  if (entrance.kind === 'Query' || entrance.kind === 'Subscription') return CallKind.READ;
  if (declaredAccess(handler, owner) === 'PUBLIC') return CallKind.SIGN_IN;
  return entrance.kind === 'HTTP' ? CallKind.COSTLY : CallKind.WRITE;
}
