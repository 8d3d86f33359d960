import { RowScope } from '@sxbq/kernel';
import { equals, NO_ROWS, SqlCondition, startsWith } from '@sxbq/platform';

/**
 * The agreements `a` that a scope may see: a bureau by its schools' region, a school and an enterprise their own. The
 * region is looked up row by row on purpose: joined, it would make the server sort the whole table before the first
 * page; so the scan goes on in order of id.
 */
export function agreementsInScope(scope: RowScope): SqlCondition {
  switch (scope.kind) {
    case 'REGION':
      return startsWith('(SELECT home.region_code FROM school home WHERE home.id = a.school_id)', scope.prefix);
    case 'SCHOOL':
      return equals('a.school_id', scope.schoolId);
    case 'ENTERPRISE':
      return equals('a.enterprise_id', scope.enterpriseId);
    case 'NOTHING':
      return NO_ROWS;
  }
}
