import { CompoundCondition, Condition, FieldCondition } from '@ucast/mongo2js';
import { allOf, anyOf, equals, isOneOf, noneOf, SqlCondition, startsWith } from '../database/sql-condition';

/** The SQL expression of each field that a rule names: `a.school_id`, or a subquery. Ours, never a client's. */
export type RowColumns = Readonly<Record<string, string>>;

/**
 * The tree of a rule as SQL. An operator or a field it does not know is an error: a condition that is left out would
 * show more rows.
 */
export function sqlOf(tree: Condition, columns: RowColumns): SqlCondition {
  if (tree instanceof CompoundCondition) return compoundSql(tree, columns);
  if (tree instanceof FieldCondition) return fieldSql(tree, columns);
  throw new Error(`row rule: '${tree.operator}' has no SQL`);
}

function compoundSql({ operator, value }: CompoundCondition, columns: RowColumns): SqlCondition {
  const parts = value.map((part) => sqlOf(part, columns));
  if (operator === 'and') return allOf(...parts);
  if (operator === 'or') return anyOf(...parts);
  if (operator === 'not') return noneOf(...parts);
  throw new Error(`row rule: '${operator}' has no SQL`);
}

function fieldSql({ operator, field, value }: FieldCondition, columns: RowColumns): SqlCondition {
  const column = columns[field];
  if (column === undefined) throw new Error(`row rule: the statement does not say where '${field}' is`);
  switch (operator) {
    case 'eq':
      return equals(column, value as string | number);
    case 'in':
      return isOneOf(column, value as (string | number)[]);
    case 'under':
      return anyOf(...(value as string[]).map((prefix) => startsWith(column, prefix)));
    default:
      throw new Error(`row rule: '${operator}' has no SQL`);
  }
}
