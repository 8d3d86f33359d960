import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { assertPermission, currentPrincipal } from './current-principal';
import { declaredAccess } from './declared-access';
import { entranceOf } from './handler-kind';

/**
 * Stands before every Query, Mutation, Subscription and HTTP handler of the process. Deny by default: a handler that
 * declares nothing is refused here too, though the permission audit does not let such a process start.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const owner = context.getClass();
    const access = declaredAccess(handler, owner);
    if (access === 'PUBLIC') return true;
    // A field of a type: whoever got here passed the guard of its root field.
    if (access === null && entranceOf(handler, owner) === null) return true;
    assertPermission(currentPrincipal(), access?.permission ?? 'undeclared');
    return true;
  }
}
