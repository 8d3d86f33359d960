import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { RowGrants, RowRule, SqlCondition } from '@sxbq/platform';

const AFFAIRS: RowGrants = {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  ENTERPRISE: ({ enterpriseId }) => ({ id: enterpriseId }),
};

/**
 * Enterprises a scope may write: those of a bureau's region, and an enterprise itself. Fields of a row: id, regionCode.
 */
export const ENTERPRISE_AFFAIRS = new RowRule('Enterprise', AFFAIRS);

/** Enterprises a scope may read: the same, and for a school those of its city. */
export const ENTERPRISE_DIRECTORY = new RowRule('Enterprise', {
  ...AFFAIRS,
  SCHOOL: ({ regionPrefix }) => {
    const city = cityPrefixOf(regionPrefix);
    return city === null ? null : { regionCode: { $under: [city] } };
  },
});

/** `enterprise` is the alias of the enterprise table. */
export function enterpriseDirectoryScope(scope: RowScope, enterprise: string): SqlCondition {
  return ENTERPRISE_DIRECTORY.toSql(scope, columnsOf(enterprise));
}

/** `enterprise` is the alias of the enterprise table. */
export function enterpriseFactScope(scope: RowScope, enterprise: string): SqlCondition {
  return ENTERPRISE_AFFAIRS.toSql(scope, columnsOf(enterprise));
}

function columnsOf(enterprise: string): Readonly<Record<'id' | 'regionCode', string>> {
  return { id: `${enterprise}.id`, regionCode: `${enterprise}.region_code` };
}
