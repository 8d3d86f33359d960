import { DomainError } from '../errors/domain-error';
import { RowScope } from './row-scope';

/** The prefixes a scope sees by region; null for one that does not see by region. */
export function regionPrefixesOf(scope: RowScope): readonly string[] | null {
  if (scope.kind === 'REGION') return [scope.prefix];
  return scope.kind === 'REGIONS' ? scope.prefixes : null;
}

/**
 * The after-image of a write: REGION_OUT_OF_SCOPE when a bureau would move a row out of its own region, and when who does
 * not see by region would move one at all.
 */
export function assertRegionInScope(scope: RowScope, regionCode: string): void {
  const prefixes = regionPrefixesOf(scope) ?? [];
  if (prefixes.some((prefix) => regionCode.startsWith(prefix))) return;
  const regionPrefix = prefixes.join('、');
  throw new DomainError(
    'FORBIDDEN',
    'REGION_OUT_OF_SCOPE',
    `区划代码“${regionCode}”不在本单位管辖范围（${regionPrefix || '无'}）内，请更正。`,
    { regionPrefix },
  );
}
