import { Role } from '@sxbq/kernel';

/** 系统、安全、审计三员分立 (GB/T 22239 level 3, assurance A8). */
export const ADMINISTRATOR_ROLES: readonly Role[] = [
  Role.SYSTEM_ADMINISTRATOR,
  Role.SECURITY_ADMINISTRATOR,
  Role.AUDIT_ADMINISTRATOR,
];

export function isAdministrator(role: Role): boolean {
  return ADMINISTRATOR_ROLES.includes(role);
}

/**
 * The role that `held` roles do not go together with, or null when the person may have `wanted`. An administrator is
 * nothing else: neither another administrator nor a user of the business they administer.
 */
export function excludingRole(held: readonly Role[], wanted: Role): Role | null {
  return held.find((role) => role !== wanted && (isAdministrator(role) || isAdministrator(wanted))) ?? null;
}
