import { RowScope } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';

/**
 * Rows between a school and an enterprise (agreements, trainings, secondments) that a scope may see: a bureau by the
 * school's region, a school and an enterprise their own. Fields of a row: schoolId, enterpriseId, regionCode.
 */
export const PARTY_ROWS = new RowRule('PartyRow', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ schoolId }),
  ENTERPRISE: ({ enterpriseId }) => ({ enterpriseId }),
});

/**
 * `row` is the alias of a table with school_id and enterprise_id. The region is looked up row by row on purpose: joined,
 * it would make the server sort the whole table before the first page; so the scan goes on in order of id. A statement
 * that joins the school anyway names its alias.
 */
export function partyRowsInScope(scope: RowScope, row: string, school?: string): SqlCondition {
  return PARTY_ROWS.toSql(scope, {
    schoolId: `${row}.school_id`,
    enterpriseId: `${row}.enterprise_id`,
    regionCode: school
      ? `${school}.region_code`
      : `(SELECT home.region_code FROM school home WHERE home.id = ${row}.school_id)`,
  });
}
