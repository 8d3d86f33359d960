import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { ALL_ROWS, equals, NO_ROWS, SqlCondition, startsWith } from '@sxbq/platform';

/**
 * Schools whose existence a scope may know of: those of a bureau's region, a school itself, and for an enterprise the
 * schools of its city. `school` is the alias of the school table.
 */
export function schoolDirectoryScope(scope: RowScope, school: string): SqlCondition {
  if (scope.kind !== 'ENTERPRISE') return schoolFactScope(scope, school);
  const city = cityPrefixOf(scope.regionPrefix);
  return city === null ? NO_ROWS : startsWith(`${school}.region_code`, city);
}

/**
 * Schools whose own affairs (classes, contact, quotas, members, compliance) a scope may see, and whose rows it may
 * write: those of a bureau's region, and a school itself.
 */
export function schoolFactScope(scope: RowScope, school: string): SqlCondition {
  switch (scope.kind) {
    case 'REGION':
      return scope.prefix === '' ? ALL_ROWS : startsWith(`${school}.region_code`, scope.prefix);
    case 'SCHOOL':
      return equals(`${school}.id`, scope.schoolId);
    case 'ENTERPRISE':
    case 'NOTHING':
      return NO_ROWS;
  }
}
