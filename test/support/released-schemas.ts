import { groupBy } from '@sxbq/kernel';
import { migrations } from '@sxbq/platform';
import { MigrationInterface } from 'typeorm';
import { DatabaseOwner } from './database-owner';

export type Row = Record<string, unknown>;

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly fullType: string;
  readonly length: number | null;
}

const ROWS = [1, 2, 3];
/** Codes that a later release may read, by column. */
const CODES: Readonly<Record<string, string>> = { role: 'SCHOOL', kind: 'SCHOOL', status: 'DRAFT', result: 'DONE' };

/** What two columns of a row may not have in common: another number in one of them. */
const OTHER_NUMBER = 10;
const DIFFERS = new Set(['confirmed_by']);

/** The last migration of each release whose databases are still upgraded. */
const LAST_MIGRATION = {
  '0.1.0': 'Foundation0000000000001',
  '0.2.0': 'ShortageLists0000000000010',
  '0.3.0': 'Reports0000000000020',
} as const;
export type Release = keyof typeof LAST_MIGRATION;

export const RELEASES = Object.keys(LAST_MIGRATION) as Release[];

/** The migrations that make the tables of a release, oldest first. */
export function migrationsOf(release: Release): (new () => MigrationInterface)[] {
  const last = migrations.findIndex((Migration) => new Migration().name === LAST_MIGRATION[release]);
  if (last < 0) throw new Error(`release ${release} has no migration ${LAST_MIGRATION[release]}`);
  return migrations.slice(0, last + 1);
}

/** Puts three rows into every table; a reference names the row of the same number. */
export async function fillTables(owner: DatabaseOwner): Promise<void> {
  await owner.query('SET FOREIGN_KEY_CHECKS = 0');
  for (const [table, own] of await tablesOf(owner)) {
    const names = own.map(({ name }) => `\`${name}\``).join(', ');
    const rows = ROWS.map((number) => own.map((column) => valueOf(column, number)));
    await owner.query(`INSERT INTO \`${table}\` (${names}) VALUES ?`, [rows]);
  }
  await owner.query('SET FOREIGN_KEY_CHECKS = 1');
}

/** What is there now, by table. */
export async function allRows(owner: DatabaseOwner): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = new Map<string, readonly Row[]>();
  for (const [table, own] of await tablesOf(owner)) {
    const names = own.map(({ name }) => name);
    rows.set(table, await rowsOf(owner, table, names));
  }
  return rows;
}

/** Every row of a table, its columns as text, in one order that a later release does not change. */
export async function rowsOf(owner: DatabaseOwner, table: string, columns: readonly string[]): Promise<Row[]> {
  const texts = columns.map((name) => `HEX(\`${name}\`) AS \`${name}\``);
  return owner.query<Row[]>(
    `SELECT ${texts.join(', ')} FROM \`${table}\` ORDER BY ${columns.map((_, at) => at + 1).join(', ')}`,
  );
}

async function tablesOf(owner: DatabaseOwner): Promise<ReadonlyMap<string, Column[]>> {
  return groupBy(await columnsOf(owner), ({ table }) => table);
}

async function columnsOf(owner: DatabaseOwner): Promise<Column[]> {
  return owner.query<Column[]>(
    `SELECT c.TABLE_NAME AS \`table\`, c.COLUMN_NAME AS name, c.DATA_TYPE AS type, c.COLUMN_TYPE AS fullType,
            c.CHARACTER_MAXIMUM_LENGTH AS length
       FROM information_schema.COLUMNS c
      WHERE c.TABLE_SCHEMA = DATABASE() AND c.TABLE_NAME NOT LIKE 'schema\\_migration%'
      ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`,
  );
}

function valueOf({ name, type, fullType, length }: Column, number: number): unknown {
  switch (type) {
    case 'date':
      return `2025-01-0${number}`;
    case 'datetime':
      return `2025-01-0${number} 01:02:03.456789`;
    case 'json':
      return '{}';
    case 'set':
    case 'enum':
      return /'([^']+)'/.exec(fullType)?.[1];
    case 'tinyint':
      return 1;
    case 'longtext':
      return '{}';
    case 'char':
      return String(number).repeat(Number(length));
    case 'varchar':
      return (CODES[name] ?? `${name}${number}`).slice(-Number(length));
    default:
      return type.includes('blob') || type.includes('binary')
        ? Buffer.from([number])
        : number + (DIFFERS.has(name) ? OTHER_NUMBER : 0);
  }
}
