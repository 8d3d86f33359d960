import { Role } from '@sxbq/kernel';

/** As whom a machine client may act: never as an administrator, an inspector or a graduate. */
export const CLIENT_ROLES: readonly Role[] = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.SCHOOL, Role.ENTERPRISE];

/** Libs whose permissions are about accounts, rights, records of acts and persons' rights: people's business. */
const PEOPLES_BUSINESS = new Set(['identity', 'permissions', 'audit', 'privacy']);

/** Actions that show personal data in clear or take them away. */
const PERSONAL = /reveal|erase|unmask/i;

/**
 * True when a system may be given the permission: not administration, not the revealing of personal data. What asks for
 * a step-up is refused to machine clients by its own guard.
 */
export function isForMachines(permission: string): boolean {
  const [lib = '', ...action] = permission.split('.');
  return !PEOPLES_BUSINESS.has(lib) && !PERSONAL.test(action.join('.'));
}
