import { DomainError } from '../errors/domain-error';
import { RowScope } from './row-scope';

/** Digits of a GB/T 2260 code that name the city. */
const CITY_DIGITS = 4;

/** The city part of a region prefix, '3204' of '320402'; null when the prefix names no single city. */
export function cityPrefixOf(regionPrefix: string): string | null {
  return regionPrefix.length >= CITY_DIGITS ? regionPrefix.slice(0, CITY_DIGITS) : null;
}

/** The after-image of a write: REGION_OUT_OF_SCOPE when a bureau would move a row out of its own region. */
export function assertRegionInScope(scope: RowScope, regionCode: string): void {
  if (scope.kind !== 'REGION' || regionCode.startsWith(scope.prefix)) return;
  throw new DomainError(
    'FORBIDDEN',
    'REGION_OUT_OF_SCOPE',
    `区划代码“${regionCode}”不在本单位管辖范围（${scope.prefix} 开头）内，请更正。`,
    { regionPrefix: scope.prefix },
  );
}
