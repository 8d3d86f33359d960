import { Role, RoleDataScope } from '@sxbq/kernel';
import { RoleGrant, RolePermissions } from './role-permissions';

/** What of a role is not the same in two versions. */
export interface RoleDifference {
  readonly role: Role;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** null when both are the same. */
  readonly dataScope: { readonly before: RoleDataScope; readonly after: RoleDataScope } | null;
}

/** The roles that differ, in the order of roles. */
export function roleDifferences(before: RolePermissions, after: RolePermissions): RoleDifference[] {
  return after.roles.flatMap((grant) => {
    const was = before.roles.find(({ role }) => role === grant.role);
    return was ? differenceOf(was, grant) : [];
  });
}

function differenceOf(before: RoleGrant, after: RoleGrant): RoleDifference[] {
  const added = after.permissions.filter((code) => !before.permissions.includes(code));
  const removed = before.permissions.filter((code) => !after.permissions.includes(code));
  const sameScope = before.dataScope === after.dataScope && before.regions.join(',') === after.regions.join(',');
  if (sameScope && added.length === 0 && removed.length === 0) return [];
  return [
    {
      role: after.role,
      added,
      removed,
      dataScope: sameScope ? null : { before: scopeOf(before), after: scopeOf(after) },
    },
  ];
}

function scopeOf({ dataScope, regions }: RoleGrant): RoleDataScope {
  return { dataScope, regions };
}
