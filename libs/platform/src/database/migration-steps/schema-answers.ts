import { databaseErrorNumber } from '../database-faults';

/**
 * What MariaDB and MySQL say when a change of the schema has been made before: there already (database, table, column,
 * key, primary key, check, foreign key, trigger, routine), or gone already (table, column, key, constraint, renamed).
 */
const MADE_BEFORE = new Set([
  ...[1007, 1022, 1050, 1060, 1061, 1068, 1304, 1359, 1826, 3822],
  ...[1008, 1051, 1054, 1091, 1146, 1176, 1305, 1360, 3821, 3940],
]);
/** MariaDB's answer to a second foreign key of the same name, told from its other reasons by the engine's number. */
const CANNOT_CREATE = 1005;
const DUPLICATE_KEY = /errno: 121\b/;
/** Numbers that say how the connection ended, not what became of the statement. */
const CONNECTION_ENDED = new Set([1053, 1152, 1158, 1159, 1160, 1161, 1317, 1927, 2006, 2013]);
const FIRST_OF_THE_SERVER = 1000;

/** Whether the server refused a change because it is there. */
export function wasMadeBefore(error: unknown): boolean {
  const number = databaseErrorNumber(error);
  if (number === CANNOT_CREATE) return DUPLICATE_KEY.test(String((error as Error).message));
  return number !== null && MADE_BEFORE.has(number);
}

/** Whether the server answered that it did not do the statement; else nobody knows. */
export function wasRefused(error: unknown): boolean {
  const number = databaseErrorNumber(error);
  return number !== null && number >= FIRST_OF_THE_SERVER && !CONNECTION_ENDED.has(number);
}
