import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { ALL_ROWS, equals, NO_ROWS, SqlCondition, startsWith } from '@sxbq/platform';

/**
 * Enterprises a scope may read: those of a bureau's region, for a school those of its city, and an enterprise itself.
 * `enterprise` is the alias of the enterprise table.
 */
export function enterpriseDirectoryScope(scope: RowScope, enterprise: string): SqlCondition {
  if (scope.kind !== 'SCHOOL') return enterpriseFactScope(scope, enterprise);
  const city = cityPrefixOf(scope.regionPrefix);
  return city === null ? NO_ROWS : startsWith(`${enterprise}.region_code`, city);
}

/** Enterprises a scope may write: those of a bureau's region, and an enterprise itself. */
export function enterpriseFactScope(scope: RowScope, enterprise: string): SqlCondition {
  switch (scope.kind) {
    case 'REGION':
      return scope.prefix === '' ? ALL_ROWS : startsWith(`${enterprise}.region_code`, scope.prefix);
    case 'ENTERPRISE':
      return equals(`${enterprise}.id`, scope.enterpriseId);
    case 'SCHOOL':
    case 'NOTHING':
      return NO_ROWS;
  }
}
