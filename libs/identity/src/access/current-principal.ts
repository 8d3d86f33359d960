import { Principal } from '@sxbq/kernel';
import { currentContext } from '@sxbq/platform';
import { forbidden, unauthenticated } from '../identity.errors';
import { holdsPermission, registeredPermissions } from './permission-registry';

/** Who is acting in this request, job or command; UNAUTHENTICATED when nobody is. */
export function currentPrincipal(): Principal {
  const principal = currentContext()?.principal;
  if (!principal) throw unauthenticated();
  return principal;
}

/** FORBIDDEN, naming what is missing, unless the principal holds the permission. */
export function assertPermission(principal: Principal, code: string): void {
  if (!holdsPermission(principal, code)) throw forbidden(registeredPermissions().get(code)?.title ?? code, code);
}
