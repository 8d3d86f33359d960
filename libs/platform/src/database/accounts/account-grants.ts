import { Connection, createConnection, RowDataPacket } from 'mysql2/promise';
import { parseDatabaseUrl } from '../database-url';
import { SqlRunner } from '../list-page';
import { DatabaseAccount, privilegesOn, TablePrivilege } from './table-privileges';

/** Privileges by table, as the server has them. */
type Held = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Brings an account's privileges to what the list says, for every table of the owner's database. Changes nothing when
 * they agree, and nothing at all when the account is the owner itself. The account is asked itself what it holds: the
 * owner of a database need not be allowed to read that.
 * @param owner connected as who may grant
 * @param url of the account, which must exist; it need not be allowed to use the database yet
 */
export async function grantAccount(owner: SqlRunner, url: string, kind: DatabaseAccount): Promise<void> {
  const [self] = (await owner.query('SELECT CURRENT_USER() AS name, DATABASE() AS database_name')) as [
    { name: string; database_name: string },
  ];
  const { name, held } = await asAccount(url, async (account) => ({
    name: await accountName(account),
    held: await heldBy(account, self.database_name),
  }));
  if (name === self.name) return;
  for (const table of await tablesOf(owner)) {
    const wanted = privilegesOn(table, kind);
    const statements = statementsFor(table, quotedAccount(name), wanted, held.get(table) ?? new Set());
    for (const statement of statements) await owner.query(statement);
  }
}

/** GRANT and REVOKE for one table, whose name is one of ours. */
export function statementsFor(
  table: string,
  account: string,
  wanted: readonly TablePrivilege[],
  held: ReadonlySet<string>,
): string[] {
  const missing = wanted.filter((privilege) => !held.has(privilege));
  const surplus = [...held].filter((privilege) => !(wanted as readonly string[]).includes(privilege));
  return [
    ...(surplus.length > 0 ? [`REVOKE ${surplus.join(', ')} ON \`${table}\` FROM ${account}`] : []),
    ...(missing.length > 0 ? [`GRANT ${missing.join(', ')} ON \`${table}\` TO ${account}`] : []),
  ];
}

/** 'sxbq_app@localhost', as CURRENT_USER() says it, quoted for a statement. */
export function quotedAccount(name: string): string {
  const at = name.lastIndexOf('@');
  return [name.slice(0, at), name.slice(at + 1)].map((part) => `'${part.replace(/['\\]/g, '\\$&')}'`).join('@');
}

async function asAccount<T>(url: string, work: (account: Connection) => Promise<T>): Promise<T> {
  const { host, port, socketPath, username, password } = parseDatabaseUrl(url);
  const where = socketPath ? { socketPath } : { host, port };
  const account = await createConnection({ ...where, user: username, password });
  try {
    return await work(account);
  } finally {
    await account.end();
  }
}

async function accountName(account: Connection): Promise<string> {
  const [[row]] = await account.query<RowDataPacket[]>('SELECT CURRENT_USER() AS name');
  return String(row?.['name']);
}

async function heldBy(account: Connection, database: string): Promise<Held> {
  const [rows] = await account.query<(RowDataPacket & { name: string; privilege: string })[]>(
    `SELECT TABLE_NAME AS name, PRIVILEGE_TYPE AS privilege FROM information_schema.TABLE_PRIVILEGES
      WHERE TABLE_SCHEMA = ?`,
    [database],
  );
  const held = new Map<string, Set<string>>();
  for (const { name, privilege } of rows) held.set(name, (held.get(name) ?? new Set()).add(privilege));
  return held;
}

async function tablesOf(owner: SqlRunner): Promise<string[]> {
  const rows = (await owner.query(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}
