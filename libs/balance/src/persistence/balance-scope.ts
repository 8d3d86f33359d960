import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { RowCondition, RowRule, SqlCondition } from '@sxbq/platform';

/** Whose figures a scope may see: those of its region; a school and an enterprise see their city's, which name nobody. */
export const BALANCE_REGION = new RowRule('Balance', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ regionPrefix }) => cityOf(regionPrefix),
  ENTERPRISE: ({ regionPrefix }) => cityOf(regionPrefix),
});

function cityOf(regionPrefix: string): RowCondition | null {
  const city = cityPrefixOf(regionPrefix);
  return city === null ? null : { regionCode: { $under: [city] } };
}

/** `regionCode` is the column of it. */
export function balanceScope(scope: RowScope, regionCode: string): SqlCondition {
  return BALANCE_REGION.toSql(scope, { regionCode });
}
