import { Role } from '@sxbq/kernel';
import { Operation } from './permission-audit';
import { registeredPermissions } from './permission-registry';

/** One line of docs/generated/permissions.md. */
export interface PermissionRow {
  readonly code: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly operations: readonly Operation[];
}

/** Every registered permission by code, with the operations that ask for it. */
export function permissionMatrix(operations: readonly Operation[]): PermissionRow[] {
  return [...registeredPermissions()]
    .map(([code, { title, roles }]) => ({
      code,
      title,
      roles,
      operations: operations.filter((operation) => operation.permission === code),
    }))
    .sort((a, b) => a.code.localeCompare(b.code, 'en'));
}
