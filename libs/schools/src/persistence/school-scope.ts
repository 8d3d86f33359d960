import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { RowGrants, RowRule, SqlCondition } from '@sxbq/platform';

const AFFAIRS: RowGrants = {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ id: schoolId }),
};

/**
 * Schools whose own affairs (classes, contact, quotas, members, compliance) a scope may see, and whose rows it may
 * write: those of a bureau's region, and a school itself. Fields of a row: id, regionCode.
 */
export const SCHOOL_AFFAIRS = new RowRule('School', AFFAIRS);

/** Schools whose existence a scope may know of: the same, and for an enterprise the schools of its city. */
export const SCHOOL_DIRECTORY = new RowRule('School', {
  ...AFFAIRS,
  ENTERPRISE: ({ regionPrefix }) => {
    const city = cityPrefixOf(regionPrefix);
    return city === null ? null : { regionCode: { $under: [city] } };
  },
});

/** `school` is the alias of the school table. */
export function schoolDirectoryScope(scope: RowScope, school: string): SqlCondition {
  return SCHOOL_DIRECTORY.toSql(scope, columnsOf(school));
}

/** `school` is the alias of the school table. */
export function schoolFactScope(scope: RowScope, school: string): SqlCondition {
  return SCHOOL_AFFAIRS.toSql(scope, columnsOf(school));
}

function columnsOf(school: string): Readonly<Record<'id' | 'regionCode', string>> {
  return { id: `${school}.id`, regionCode: `${school}.region_code` };
}
