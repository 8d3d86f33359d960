import { AuditRefusal } from '@sxbq/audit';
import { ErrorKind } from '@sxbq/kernel';
import { currentContext, RequestContext } from '@sxbq/platform';
import { PublicError } from '../graphql/error-format';

/** Kinds of answers that are a refusal; a mistake in the request and a fault of ours are none. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorKind>(['FORBIDDEN', 'UNAUTHENTICATED', 'TOO_MANY_REQUESTS']);

/** Refusals that the service records itself, knowing more of them. */
const RECORDED_ALREADY: ReadonlySet<string> = new Set([
  'SIGN_IN_REFUSED',
  'SECOND_FACTOR_REFUSED',
  'STEP_UP_REFUSED',
  'CURRENT_PASSWORD_WRONG',
]);

const refused = new WeakMap<RequestContext, AuditRefusal[]>();

/**
 * Notes that the request under way was refused something; it is recorded when the answer is out.
 * @param operation a root field of the schema, or an HTTP route
 */
export function noteRefusal(operation: string, { kind, code, details }: Omit<PublicError, 'message'>): void {
  const context = currentContext();
  if (!context || !REFUSALS.has(kind) || RECORDED_ALREADY.has(code)) return;
  const permission = details?.['permission'];
  const action = typeof permission === 'string' ? permission : 'api.request';
  const refusals = refused.get(context) ?? [];
  refusals.push({ action, objectId: operation.slice(0, 64), code });
  refused.set(context, refusals);
}

export function refusalsOf(context: RequestContext): readonly AuditRefusal[] {
  return refused.get(context) ?? [];
}
