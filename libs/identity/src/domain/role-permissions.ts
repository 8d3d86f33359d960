import { DataScope, FITTING_DATA_SCOPES, PermissionDefinition, Role, RoleDataScope } from '@sxbq/kernel';

/** What a role may do and which rows it works with. */
export interface RoleGrant extends RoleDataScope {
  readonly role: Role;
  /** Permission codes, sorted. */
  readonly permissions: readonly string[];
}

/** A version of who may do what; `permission_version.document`. */
export interface RolePermissions {
  /**
   * Every code there was when the version was drafted. A code that is not among them came with a later release and is
   * held by its default roles.
   */
  readonly decided: readonly string[];
  readonly roles: readonly RoleGrant[];
}

export type PermissionDefinitions = ReadonlyMap<string, PermissionDefinition>;

/** The roles as they are shipped. */
export function shippedRolePermissions(definitions: PermissionDefinitions): RolePermissions {
  return completed([], definitions);
}

/** A draft with every role in it: one that was left out as it is shipped. */
export function completed(given: readonly RoleGrant[], definitions: PermissionDefinitions): RolePermissions {
  return {
    decided: [...definitions.keys()].sort(),
    roles: Object.values(Role).map((role) => given.find((grant) => grant.role === role) ?? shipped(role, definitions)),
  };
}

function shipped(role: Role, definitions: PermissionDefinitions): RoleGrant {
  const permissions = [...definitions].filter(([, { roles }]) => roles.includes(role)).map(([code]) => code);
  const [dataScope = DataScope.NOTHING] = FITTING_DATA_SCOPES[role];
  return { role, permissions: permissions.sort(), dataScope, regions: [] };
}
