/** A piece of SQL with its parameters, in order. Only `persistence/` folders write the SQL; values are always parameters. */
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Not exported, so that nobody else makes one; what is spread out of one is none either. */
class StandingSql implements SqlFragment {
  declare protected readonly standsAlone: true;

  constructor(
    readonly sql: string,
    readonly params: readonly unknown[],
  ) {}
}

/**
 * A boolean SQL expression that carries its parentheses: it may stand beside AND, OR, NOT and ON as it is. Only the
 * functions of this file make one; `{ sql, params }` written by hand is none.
 */
export type SqlCondition = StandingSql;

/** A condition in SQL of our own. */
export function condition(sql: string, params: readonly unknown[] = []): SqlCondition {
  return new StandingSql(`(${sql})`, params);
}

export const ALL_ROWS: SqlCondition = new StandingSql('TRUE', []);
export const NO_ROWS: SqlCondition = new StandingSql('FALSE', []);

/** All of the conditions hold; null and undefined entries are filters that were not asked for. */
export function allOf(...conditions: readonly (SqlCondition | null | undefined)[]): SqlCondition {
  return joined(
    conditions.filter((one) => one !== null && one !== undefined),
    'AND',
    ALL_ROWS,
  );
}

/** One of the conditions holds at least; without any, none does. One that always holds is all there is to say. */
export function anyOf(...conditions: readonly SqlCondition[]): SqlCondition {
  return conditions.includes(ALL_ROWS) ? ALL_ROWS : joined(conditions, 'OR', NO_ROWS);
}

/** None of the conditions holds; one that is unknown because of a NULL counts as not holding. */
export function noneOf(...conditions: readonly SqlCondition[]): SqlCondition {
  const { sql, params } = anyOf(...conditions);
  return condition(`(${sql}) IS NOT TRUE`, params);
}

/** `column` is one of ours, never a client's. An empty prefix holds for every row. */
export function startsWith(column: string, prefix: string): SqlCondition {
  if (prefix === '') return ALL_ROWS;
  return new StandingSql(`${column} LIKE ? ESCAPE '!'`, [`${escapeLike(prefix)}%`]);
}

/** One of the columns contains the text, taken literally: `%` and `_` are ordinary characters (assurance D5). */
export function containsText(columns: readonly string[], text: string): SqlCondition {
  const pattern = `%${escapeLike(text)}%`;
  return condition(
    columns.map((column) => `${column} LIKE ? ESCAPE '!'`).join(' OR '),
    columns.map(() => pattern),
  );
}

/** An empty list holds for no row. */
export function isOneOf(column: string, values: readonly (string | number)[]): SqlCondition {
  return values.length === 0 ? NO_ROWS : new StandingSql(`${column} IN (?)`, [values]);
}

export function equals(column: string, value: string | number): SqlCondition {
  return new StandingSql(`${column} = ?`, [value]);
}

function joined(conditions: readonly SqlCondition[], by: 'AND' | 'OR', none: SqlCondition): SqlCondition {
  const [first, ...more] = conditions;
  if (first === undefined) return none;
  if (more.length === 0) return first;
  return condition(
    conditions.map(({ sql }) => sql).join(` ${by} `),
    conditions.flatMap(({ params }) => params),
  );
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
