import { Role } from '@sxbq/kernel';
import { grantableTo } from '../domain/role-permissions.rule';
import { registeredPermissions } from './permission-registry';

/** A permission as the security administrator sees it. */
export interface PermissionEntry {
  readonly code: string;
  readonly title: string;
  readonly defaultRoles: readonly Role[];
  readonly grantableTo: readonly Role[];
}

/** Every registered permission, by code. */
export function permissionCatalogue(): PermissionEntry[] {
  return [...registeredPermissions()]
    .map(([code, definition]) => ({
      code,
      title: definition.title,
      defaultRoles: definition.roles,
      grantableTo: grantableTo(definition),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
