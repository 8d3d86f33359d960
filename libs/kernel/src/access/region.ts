/** Digits of a GB/T 2260 code that name the city. */
const CITY_DIGITS = 4;

/** The city part of a region prefix, '3204' of '320402'; null when the prefix names no single city. */
export function cityPrefixOf(regionPrefix: string): string | null {
  return regionPrefix.length >= CITY_DIGITS ? regionPrefix.slice(0, CITY_DIGITS) : null;
}

/** What two region prefixes have in common, '320402' of '3204' and '320402'; null when they lie apart. */
export function narrowerRegion(one: string, other: string): string | null {
  if (one.startsWith(other)) return one;
  return other.startsWith(one) ? other : null;
}
