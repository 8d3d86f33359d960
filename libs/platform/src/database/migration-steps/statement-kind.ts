/**
 * What a statement of a migration does to be done once. SCHEMA commits by itself, whole or not at all; READ and WRITE run
 * in a transaction with the record of them; SESSION and TRANSACTION concern the connection alone.
 */
export type StatementKind = 'SCHEMA' | 'READ' | 'WRITE' | 'SESSION' | 'TRANSACTION';

const KINDS: Readonly<Record<string, StatementKind>> = {
  SELECT: 'READ',
  SHOW: 'READ',
  DESCRIBE: 'READ',
  DESC: 'READ',
  EXPLAIN: 'READ',
  VALUES: 'READ',
  INSERT: 'WRITE',
  UPDATE: 'WRITE',
  DELETE: 'WRITE',
  REPLACE: 'WRITE',
  SET: 'SESSION',
  USE: 'SESSION',
  START: 'TRANSACTION',
  BEGIN: 'TRANSACTION',
  COMMIT: 'TRANSACTION',
  ROLLBACK: 'TRANSACTION',
  SAVEPOINT: 'TRANSACTION',
  RELEASE: 'TRANSACTION',
};

const COMMENTS = /^(?:\s|\(|--[^\n]*\n|#[^\n]*\n|\/\*[^!][\s\S]*?\*\/)+/;

/** Whatever it does not know counts as SCHEMA: a step of its own. */
export function statementKind(sql: string): StatementKind {
  const text = sql.replace(COMMENTS, '');
  const word = (/^[a-z]+/i.exec(text)?.[0] ?? '').toUpperCase();
  if (word === 'WITH') return /\b(?:INSERT|UPDATE|DELETE|REPLACE)\b/i.test(text) ? 'WRITE' : 'READ';
  return KINDS[word] ?? 'SCHEMA';
}
