/** A piece of SQL with its parameters, in order. Only `persistence/` folders write the SQL; values are always parameters. */
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * A boolean SQL expression. Whoever appends it to other text puts it in parentheses, or joins it by `allOf` and `anyOf`:
 * test/architecture/sql-conditions.spec.ts looks. What is made here stands in its own where it holds an OR.
 */
export type SqlCondition = SqlFragment;

export const ALL_ROWS: SqlCondition = { sql: 'TRUE', params: [] };
export const NO_ROWS: SqlCondition = { sql: 'FALSE', params: [] };

/** All of the conditions hold; null and undefined entries are filters that were not asked for. */
export function allOf(...conditions: readonly (SqlCondition | null | undefined)[]): SqlCondition {
  const given = conditions.filter((condition) => condition !== null && condition !== undefined);
  if (given.length === 0) return ALL_ROWS;
  return {
    sql: given.map((condition) => `(${condition.sql})`).join(' AND '),
    params: given.flatMap((condition) => condition.params),
  };
}

/** One of the conditions holds at least; without any, none does. A single one, or one that always holds, stays as it is. */
export function anyOf(...conditions: readonly SqlCondition[]): SqlCondition {
  const [first, ...more] = conditions;
  if (first === undefined) return NO_ROWS;
  if (more.length === 0) return first;
  if (conditions.includes(ALL_ROWS)) return ALL_ROWS;
  return {
    sql: `(${conditions.map((condition) => `(${condition.sql})`).join(' OR ')})`,
    params: conditions.flatMap((condition) => condition.params),
  };
}

/** None of the conditions holds; one that is unknown because of a NULL counts as not holding. */
export function noneOf(...conditions: readonly SqlCondition[]): SqlCondition {
  const { sql, params } = anyOf(...conditions);
  return { sql: `(${sql}) IS NOT TRUE`, params };
}

/** `column` is one of ours, never a client's. An empty prefix holds for every row. */
export function startsWith(column: string, prefix: string): SqlCondition {
  if (prefix === '') return ALL_ROWS;
  return { sql: `${column} LIKE ? ESCAPE '!'`, params: [`${escapeLike(prefix)}%`] };
}

/** One of the columns contains the text, taken literally: `%` and `_` are ordinary characters (assurance D5). */
export function containsText(columns: readonly string[], text: string): SqlCondition {
  const pattern = `%${escapeLike(text)}%`;
  return {
    sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '!'`).join(' OR ')})`,
    params: columns.map(() => pattern),
  };
}

/** An empty list holds for no row. */
export function isOneOf(column: string, values: readonly (string | number)[]): SqlCondition {
  return values.length === 0 ? NO_ROWS : { sql: `${column} IN (?)`, params: [values] };
}

export function equals(column: string, value: string | number): SqlCondition {
  return { sql: `${column} = ?`, params: [value] };
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
