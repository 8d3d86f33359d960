import { DataScope, dataScopeOf } from './data-scope';
import { Principal } from './principal';
import { narrowerRegion } from './region';
import { Role } from './role';

/**
 * Which rows a principal may see, before a lib's row rules make it a condition.
 * - REGION: rows whose school (or enterprise) lies under the region prefix ('' = all regions)
 * - REGIONS: the same with several prefixes
 * - SCHOOL / ENTERPRISE: rows of that organisation
 * - OWN_RECORDS: rows of that user, who belongs to the region
 * - NOTHING: no row at all
 */
export type RowScope =
  | { readonly kind: 'REGION'; readonly prefix: string }
  | { readonly kind: 'REGIONS'; readonly prefixes: readonly string[] }
  | { readonly kind: 'SCHOOL'; readonly schoolId: number; readonly regionPrefix: string }
  | { readonly kind: 'ENTERPRISE'; readonly enterpriseId: number; readonly regionPrefix: string }
  | { readonly kind: 'OWN_RECORDS'; readonly userId: number; readonly regionPrefix: string }
  | { readonly kind: 'NOTHING' };

const NOTHING: RowScope = { kind: 'NOTHING' };

/** The row scope of a principal; deny by default: an incomplete principal sees nothing. */
export function rowScopeOf(principal: Principal): RowScope {
  const { role, regionPrefix } = principal;
  if (role === 'SYSTEM') return { kind: 'REGION', prefix: '' };
  const { dataScope, regions } = dataScopeOf(role);
  switch (dataScope) {
    case DataScope.ALL_IN_REGION:
      return inRegions([regionPrefix]);
    case DataScope.REGION_AND_BELOW:
      return inRegions([ownRegion(principal)]);
    case DataScope.CUSTOM_REGIONS:
      return inRegions(regions.flatMap((region) => narrowerRegion(ownRegion(principal), region) ?? []));
    case DataScope.OWN_ORGANISATION:
      return ofOrganisation(principal);
    case DataScope.OWN_RECORDS:
      return principal.userId === null ? NOTHING : { kind: 'OWN_RECORDS', userId: principal.userId, regionPrefix };
    case DataScope.NOTHING:
      return NOTHING;
  }
}

/** The region a member works in; '' when the organisation has none, however the membership reads. */
function ownRegion({ regionPrefix, memberRegionPrefix }: Principal): string {
  if (regionPrefix === '' || !memberRegionPrefix) return regionPrefix;
  return narrowerRegion(regionPrefix, memberRegionPrefix) ?? '';
}

/** Only the system itself sees every region: '' of anybody else is a region that is missing. */
function inRegions(prefixes: readonly string[]): RowScope {
  const [first, ...more] = prefixes.filter((prefix) => prefix !== '');
  if (first === undefined) return NOTHING;
  return more.length === 0 ? { kind: 'REGION', prefix: first } : { kind: 'REGIONS', prefixes: [first, ...more] };
}

function ofOrganisation({ role, schoolId, enterpriseId, regionPrefix }: Principal): RowScope {
  if (role === Role.SCHOOL && schoolId !== null) return { kind: 'SCHOOL', schoolId, regionPrefix };
  if (role === Role.ENTERPRISE && enterpriseId !== null) return { kind: 'ENTERPRISE', enterpriseId, regionPrefix };
  return NOTHING;
}
