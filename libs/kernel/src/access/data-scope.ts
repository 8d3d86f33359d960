import { Role } from './role';

/** Which rows a role works with, before the organisation and region of the one who acts are put in. */
export enum DataScope {
  /** Everything in the organisation's region, also for a member who is given a part of it. */
  ALL_IN_REGION = 'ALL_IN_REGION',
  /** The member's own region and what lies below: the organisation's, or the part of it given to the member. */
  REGION_AND_BELOW = 'REGION_AND_BELOW',
  /** Regions named with the role, as far as they lie in the member's own. */
  CUSTOM_REGIONS = 'CUSTOM_REGIONS',
  /** Rows of the school or the enterprise itself. */
  OWN_ORGANISATION = 'OWN_ORGANISATION',
  /** Rows that the user recorded. */
  OWN_RECORDS = 'OWN_RECORDS',
  NOTHING = 'NOTHING',
}

export const DATA_SCOPE_TITLES: Readonly<Record<DataScope, string>> = {
  [DataScope.ALL_IN_REGION]: '本单位辖区全部数据',
  [DataScope.REGION_AND_BELOW]: '本人辖区及以下数据',
  [DataScope.CUSTOM_REGIONS]: '指定区域数据',
  [DataScope.OWN_ORGANISATION]: '本单位数据',
  [DataScope.OWN_RECORDS]: '仅本人数据',
  [DataScope.NOTHING]: '无业务数据',
};

export interface RoleDataScope {
  readonly dataScope: DataScope;
  /** GB/T 2260 prefixes of CUSTOM_REGIONS; else empty. */
  readonly regions: readonly string[];
}

const OF_A_BUREAU = [DataScope.REGION_AND_BELOW, DataScope.ALL_IN_REGION, DataScope.CUSTOM_REGIONS, DataScope.NOTHING];
const OF_A_PARTY = [DataScope.OWN_ORGANISATION, DataScope.NOTHING];
const OF_AN_ADMINISTRATOR = [DataScope.NOTHING];

/**
 * The data scopes a role may be given, its default first. A party never sees by region: writes tell a bureau from a
 * party by what it sees. Administrators see no programme rows at all (assurance A8).
 */
export const FITTING_DATA_SCOPES: Readonly<Record<Role, readonly DataScope[]>> = {
  [Role.HR_BUREAU]: OF_A_BUREAU,
  [Role.ECONOMY_BUREAU]: OF_A_BUREAU,
  [Role.INSPECTOR]: OF_A_BUREAU,
  [Role.SCHOOL]: OF_A_PARTY,
  [Role.ENTERPRISE]: OF_A_PARTY,
  [Role.GRADUATE]: [DataScope.OWN_RECORDS, DataScope.NOTHING],
  [Role.SYSTEM_ADMINISTRATOR]: OF_AN_ADMINISTRATOR,
  [Role.SECURITY_ADMINISTRATOR]: OF_AN_ADMINISTRATOR,
  [Role.AUDIT_ADMINISTRATOR]: OF_AN_ADMINISTRATOR,
};

const NONE: RoleDataScope = { dataScope: DataScope.NOTHING, regions: [] };

let inForce: ReadonlyMap<Role, RoleDataScope> = new Map();

/** The scope of a role in this process: the published one, else the default. */
export function dataScopeOf(role: Role): RoleDataScope {
  return inForce.get(role) ?? defaultDataScope(role);
}

export function defaultDataScope(role: Role): RoleDataScope {
  const [dataScope] = FITTING_DATA_SCOPES[role];
  return dataScope ? { dataScope, regions: [] } : NONE;
}

/** Puts published scopes in force in this process; a role that is not among them keeps its default. */
export function useDataScopes(scopes: ReadonlyMap<Role, RoleDataScope>): void {
  inForce = scopes;
}
