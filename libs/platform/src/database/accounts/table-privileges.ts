/** What an account may do with one table; changing its shape is the owner's alone. */
export type TablePrivilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The database accounts beside the owner, who migrates and grants. */
export type DatabaseAccount = 'RUN_TIME' | 'SEALER';

const READ: readonly TablePrivilege[] = ['SELECT'];
const APPEND: readonly TablePrivilege[] = ['SELECT', 'INSERT'];
const WRITE: readonly TablePrivilege[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const NOTHING: readonly TablePrivilege[] = [];

/** Written by the sealer alone: who breaks into the application can neither change entries nor forge their chain. */
const SEALED = { RUN_TIME: READ, SEALER: APPEND };

/** Tables that are not simply read and written by the run-time account (assurance D2). */
const RESTRICTED: Readonly<Record<string, Readonly<Record<DatabaseAccount, readonly TablePrivilege[]>>>> = {
  audit_entry: { RUN_TIME: APPEND, SEALER: READ },
  audit_link: SEALED,
  audit_head: SEALED,
  audit_key: SEALED,
  audit_verification: SEALED,
  schema_migration: { RUN_TIME: READ, SEALER: NOTHING },
  schema_migration_step: { RUN_TIME: NOTHING, SEALER: NOTHING },
};

/** Tables that nobody but their owner may change or empty. */
export const APPEND_ONLY_TABLES: readonly string[] = Object.keys(RESTRICTED);

/** The one list of who may do what with which table; a table it does not name is the run-time account's to write. */
export function privilegesOn(table: string, account: DatabaseAccount): readonly TablePrivilege[] {
  return RESTRICTED[table]?.[account] ?? (account === 'RUN_TIME' ? WRITE : NOTHING);
}
