import { Principal } from './principal';
import { Role } from './role';

/**
 * Which rows a principal may see, before a lib translates it to SQL in its persistence folder.
 * - REGION: rows whose school (or enterprise) lies under the region prefix ('' = all regions)
 * - SCHOOL / ENTERPRISE: rows of that organisation
 * - NOTHING: no row at all
 */
export type RowScope =
  | { readonly kind: 'REGION'; readonly prefix: string }
  | { readonly kind: 'SCHOOL'; readonly schoolId: number; readonly regionPrefix: string }
  | { readonly kind: 'ENTERPRISE'; readonly enterpriseId: number; readonly regionPrefix: string }
  | { readonly kind: 'NOTHING' };

/** The row scope of a principal; deny by default: an incomplete principal sees nothing. */
export function rowScopeOf(principal: Principal): RowScope {
  switch (principal.role) {
    case 'SYSTEM':
      return { kind: 'REGION', prefix: '' };
    case Role.HR_BUREAU:
    case Role.ECONOMY_BUREAU:
    case Role.INSPECTOR:
      return principal.regionPrefix === '' ? { kind: 'NOTHING' } : { kind: 'REGION', prefix: principal.regionPrefix };
    case Role.SYSTEM_ADMINISTRATOR:
      return { kind: 'NOTHING' };
    case Role.SCHOOL:
      return principal.schoolId === null
        ? { kind: 'NOTHING' }
        : { kind: 'SCHOOL', schoolId: principal.schoolId, regionPrefix: principal.regionPrefix };
    case Role.ENTERPRISE:
      return principal.enterpriseId === null
        ? { kind: 'NOTHING' }
        : { kind: 'ENTERPRISE', enterpriseId: principal.enterpriseId, regionPrefix: principal.regionPrefix };
    case Role.GRADUATE:
    case Role.SECURITY_ADMINISTRATOR:
    case Role.AUDIT_ADMINISTRATOR:
      return { kind: 'NOTHING' };
  }
}
