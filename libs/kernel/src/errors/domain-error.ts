/** What went wrong, in the one vocabulary that HTTP, GraphQL and the command line translate. */
export type ErrorKind =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'TOO_LARGE'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE';

/**
 * The only error meant for users. `code` is stable and upper snake case; `message` is a Chinese sentence that says
 * what is wrong, where, and how to mend it. `details` carries machine-readable context without personal data.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
