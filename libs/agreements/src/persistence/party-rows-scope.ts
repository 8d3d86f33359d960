import { RowScope } from '@sxbq/kernel';
import { equals, NO_ROWS, SqlCondition, startsWith } from '@sxbq/platform';

/**
 * Rows between a school and an enterprise (agreements, trainings, secondments) that a scope may see: a bureau by the
 * school's region, a school and an enterprise their own. `row` is the alias of a table with school_id and enterprise_id.
 * The region is looked up row by row on purpose: joined, it would make the server sort the whole table before the first
 * page; so the scan goes on in order of id.
 */
export function partyRowsInScope(scope: RowScope, row: string): SqlCondition {
  switch (scope.kind) {
    case 'REGION':
      return startsWith(`(SELECT home.region_code FROM school home WHERE home.id = ${row}.school_id)`, scope.prefix);
    case 'SCHOOL':
      return equals(`${row}.school_id`, scope.schoolId);
    case 'ENTERPRISE':
      return equals(`${row}.enterprise_id`, scope.enterpriseId);
    case 'NOTHING':
      return NO_ROWS;
  }
}
