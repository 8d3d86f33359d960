import { DataScope, FITTING_DATA_SCOPES, PermissionDefinition, Role } from '@sxbq/kernel';
import {
  administratorsSeparated,
  dataScopeUnfit,
  permissionReserved,
  permissionUnknown,
  regionsUnfit,
  roleRepeated,
  securityAdministratorKeeps,
} from '../permissions.errors';
import { PermissionDefinitions, RoleGrant, RolePermissions, shippedRolePermissions } from './role-permissions';
import { isAdministrator } from './separated-administrators.rule';

const REGION_PREFIX = /^\d{2}(\d{2}){0,2}$/;

/**
 * Throws unless the permissions may be published: every code is registered and may be given to the role, the three
 * administrators stay apart from each other and from business (等保 三级 8.1.4.1, assurance A8), the security
 * administrator keeps what it needs to mend a mistake, and each data scope fits its role.
 */
export function assertPublishable(wanted: RolePermissions, definitions: PermissionDefinitions): void {
  for (const grant of wanted.roles) {
    for (const code of grant.permissions) assertGrantable(code, grant.role, definitions);
    assertDataScope(grant);
  }
  assertSecurityAdministrator(wanted, definitions);
}

export function assertEachRoleOnce(roles: readonly RoleGrant[]): void {
  const seen = new Set<Role>();
  for (const { role } of roles) {
    if (seen.has(role)) throw roleRepeated(role);
    seen.add(role);
  }
}

/** Roles that a code may be given to: those of the groups that hold it by default. Nobody, for what only operators do. */
export function grantableTo(definition: PermissionDefinition): readonly Role[] {
  const groups = new Set(definition.roles.map(groupOf));
  return Object.values(Role).filter((role) => groups.has(groupOf(role)));
}

function assertGrantable(code: string, role: Role, definitions: PermissionDefinitions): void {
  const definition = definitions.get(code);
  if (!definition) throw permissionUnknown(code);
  if (definition.roles.length === 0) throw permissionReserved(code);
  if (!grantableTo(definition).includes(role)) throw administratorsSeparated(code, role);
}

function assertDataScope({ role, dataScope, regions }: RoleGrant): void {
  if (!FITTING_DATA_SCOPES[role].includes(dataScope)) throw dataScopeUnfit(role);
  const isCustom = dataScope === DataScope.CUSTOM_REGIONS;
  if (isCustom !== regions.length > 0 || !regions.every((region) => REGION_PREFIX.test(region)))
    throw regionsUnfit(role);
}

function assertSecurityAdministrator(wanted: RolePermissions, definitions: PermissionDefinitions): void {
  const ofSecurity = ({ roles }: RolePermissions) =>
    roles.find(({ role }) => role === Role.SECURITY_ADMINISTRATOR)?.permissions ?? [];
  const kept = new Set(ofSecurity(wanted));
  const missing = ofSecurity(shippedRolePermissions(definitions)).filter((code) => !kept.has(code));
  if (missing.length > 0) throw securityAdministratorKeeps(missing);
}

/** Each administrator is a group of its own; all other roles are one. */
function groupOf(role: Role): Role | 'BUSINESS' {
  return isAdministrator(role) ? role : 'BUSINESS';
}
