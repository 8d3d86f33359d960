import { databaseErrorNumber } from './database-faults';

const DUPLICATE_ENTRY = 1062;

/** The unique index a statement ran against ('ix_school_code'), or null when the error is another one. */
export function duplicateKeyOf(error: unknown): string | null {
  if (databaseErrorNumber(error) !== DUPLICATE_ENTRY) return null;
  // MariaDB says: for key 'name'; MySQL says: for key 'table.name'.
  const key = /for key '(?:[^'.]*\.)?([^']*)'$/.exec((error as Error).message);
  return key?.[1] ?? '';
}

/**
 * For `.catch` behind `UnitOfWork.run`: turns a duplicate into the error the table names for its index; anything else
 * is thrown on as it is.
 */
export function refuseDuplicates(errors: Readonly<Record<string, () => Error>>): (error: unknown) => never {
  return (error) => {
    const key = duplicateKeyOf(error);
    throw (key === null ? undefined : errors[key]?.()) ?? error;
  };
}
