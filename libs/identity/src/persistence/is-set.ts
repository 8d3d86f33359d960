import { condition, SqlCondition } from '@sxbq/platform';

/** Whether the column holds a value, or holds none; null when that was not asked. `column` is one of ours. */
export function isSet(column: string, wanted: boolean | null | undefined): SqlCondition | null {
  if (wanted === null || wanted === undefined) return null;
  return condition(`${column} IS ${wanted ? 'NOT NULL' : 'NULL'}`);
}
