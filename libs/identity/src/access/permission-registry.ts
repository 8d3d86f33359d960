import { definePermissions, PermissionDefinition, PermissionTable, Principal, Role } from '@sxbq/kernel';
import { publishedDecision } from './published-roles';

const registered = new Map<string, PermissionDefinition>();

/**
 * Declares a lib's permissions when its `<lib>.permissions.ts` is loaded, and keeps the codes as literal types. A code
 * is '<lib>.<action>'; declaring one twice is a programming error.
 */
export function registerPermissions<T extends PermissionTable>(table: T): T {
  for (const [code, definition] of Object.entries(table)) {
    if (!/^[a-z]+(\.[a-z][a-zA-Z]*)+$/.test(code)) throw new Error(`permission code '${code}' is malformed`);
    if (registered.has(code)) throw new Error(`permission '${code}' is registered twice`);
    registered.set(code, definition);
  }
  return definePermissions(table);
}

/** Every permission of the process, by code. */
export function registeredPermissions(): ReadonlyMap<string, PermissionDefinition> {
  return registered;
}

/**
 * True when the role holds the permission: by the published version, or by default where none decides on it. The system
 * holds all, an unknown code is held by nobody else.
 */
export function roleHolds(role: Role | 'SYSTEM', code: string): boolean {
  if (role === 'SYSTEM') return true;
  const definition = registered.get(code);
  return definition !== undefined && (publishedDecision(role, code) ?? definition.roles.includes(role));
}

/**
 * The one check of what somebody may do: the permission is held by the principal's role and, for a machine client, was
 * given to it.
 */
export function holdsPermission(principal: Pick<Principal, 'role' | 'grantedPermissions'>, code: string): boolean {
  return roleHolds(principal.role, code) && (principal.grantedPermissions?.has(code) ?? true);
}
