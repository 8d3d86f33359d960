import { Role } from './role';

/** One permission: what it allows, in Chinese, and the roles that hold it by default. The system holds all. */
export interface PermissionDefinition {
  readonly title: string;
  readonly roles: readonly Role[];
}

/** A lib's table of permissions, keyed by code ('agreements.file'). */
export type PermissionTable = Readonly<Record<string, PermissionDefinition>>;

/** Declares a lib's permissions; keeps the codes as literal types. */
export function definePermissions<T extends PermissionTable>(table: T): T {
  return table;
}
