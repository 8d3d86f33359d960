import { CustomDecorator, SetMetadata } from '@nestjs/common';

/** What a call is counted as; each kind has a budget of its own for each caller. */
export enum CallKind {
  /** A request at /graphql, whatever is in it: parsing and refusing costs, too. More points for one that costs more. */
  REQUEST = 'REQUEST',
  /** The same of somebody unknown, by network. */
  STRANGER = 'STRANGER',
  /** A query or a subscription, once for each time its resolver is called. */
  READ = 'READ',
  /** A mutation. */
  WRITE = 'WRITE',
  /** What keeps the database or a processor busy: files in and out, recomputing the city. */
  COSTLY = 'COSTLY',
  /** Whatever tries a secret: signing in, second factors, invitations, keys. */
  SIGN_IN = 'SIGN_IN',
  /** Not counted: asked by machines all the time, and cheap. */
  FREE = 'FREE',
}

export const COUNTED_AS = 'sxbq:counted-as';

/**
 * Counts calls of the handler, or of a controller's every handler, as this kind. Without it a query or a subscription is
 * READ, a mutation WRITE, an HTTP handler, which brings files in or out, COSTLY; a mutation or an HTTP handler that is
 * open to everyone is SIGN_IN. `given`: only of calls with this argument; others are counted as without the decorator.
 */
export const CountedAs = (kind: CallKind, { given }: { given?: string } = {}): CustomDecorator =>
  SetMetadata(COUNTED_AS, { kind, given } satisfies CountedCalls);

export interface CountedCalls {
  readonly kind: CallKind;
  readonly given: string | undefined;
}
