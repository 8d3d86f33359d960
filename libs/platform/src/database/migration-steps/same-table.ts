import { Statements } from './step-log';

const CREATE = /^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?`([^`]+)`/i;
const SUFFIX = '__compared';
const LONGEST_NAME = 64;

/**
 * Whether the table that is in the way of a CREATE TABLE has the columns that the statement says: then it is what the
 * statement made before. The columns are the server's own reading of the statement, from a table made aside. Constraints
 * are not compared: later statements of the same migration may have added theirs.
 */
export async function isTheSameTable(run: Statements, sql: string): Promise<boolean> {
  const name = CREATE.exec(sql)?.[1];
  if (name === undefined) return false;
  const aside = `${name.slice(0, LONGEST_NAME - SUFFIX.length)}${SUFFIX}`;
  await run(`DROP TABLE IF EXISTS \`${aside}\``);
  await run(sql.replace(CREATE, `CREATE TABLE \`${aside}\``));
  const [there, meant] = [await columnsOf(run, name), await columnsOf(run, aside)];
  await run(`DROP TABLE \`${aside}\``);
  return JSON.stringify(there) === JSON.stringify(meant);
}

export const isCreateTable = (sql: string): boolean => CREATE.test(sql);

async function columnsOf(run: Statements, table: string): Promise<unknown> {
  return run(
    `SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_DEFAULT AS standard, EXTRA AS extra,
            COLLATION_NAME AS collation
       FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [table],
  );
}
