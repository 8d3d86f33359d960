import { useDataScopes } from '@sxbq/kernel';
import { RolePermissions } from '../domain/role-permissions';

/** Codes a published version decides on, and who of the roles holds them. */
interface Published {
  readonly decided: ReadonlySet<string>;
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is in force in this process; null: as shipped, 'UNKNOWN': not read yet. */
let inForce: Published | 'UNKNOWN' | null = null;

/** Puts a published version in force in this process, data scopes too; null takes the shipped permissions. */
export function useRolePermissions(published: RolePermissions | null): void {
  inForce = published && {
    decided: new Set(published.decided),
    held: new Map(published.roles.map(({ role, permissions }) => [role, new Set(permissions)])),
  };
  useDataScopes(new Map(published?.roles.map(({ role, dataScope, regions }) => [role, { dataScope, regions }]) ?? []));
}

/** Nobody but the system may do anything until the published version was read. */
export function holdNothing(): void {
  inForce = 'UNKNOWN';
}

/** Whether a published version gives the code to the role; null when none decides on it. */
export function publishedDecision(role: string, code: string): boolean | null {
  if (inForce === null) return null;
  if (inForce === 'UNKNOWN') return false;
  const held = inForce.held.get(role);
  return held && inForce.decided.has(code) ? held.has(code) : null;
}
