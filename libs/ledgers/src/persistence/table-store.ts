import type { PersonSecret, Transaction } from '@sxbq/platform';
import { foldedText } from '../domain/cells/cell-text';
import type { PreparedRow } from '../domain/prepared-row';
import type { KeyColumn, SheetTable, SqlValue, StoredRow, TableColumn, WriteContext } from './tables';

/** Rows of one INSERT. */
const ROWS_PER_STATEMENT = 1_000;

/** A row that is in the database with other values. */
export interface ChangedRow {
  readonly row: PreparedRow;
  readonly stored: StoredRow;
}

/** Compares and writes the rows of one sheet, set-wise. */
export class TableStore {
  constructor(private readonly table: SheetTable) {}

  /** The stored rows with the keys of `rows`, by `keyOf`. */
  async load(tx: Transaction, rows: readonly PreparedRow[]): Promise<Map<string, StoredRow>> {
    if (rows.length === 0) return new Map();
    const { table, key, keyIndex, compared, alsoRead = [] } = this.table;
    const hint = keyIndex ? ` FORCE INDEX (${keyIndex})` : '';
    const columns = ['id', ...names(key), ...names(compared), ...alsoRead].map((name) => `t.${name}`);
    const tuples = rows.map((row) => key.map((column) => column.of(row)));
    const found = (await tx.query(
      `SELECT ${columns.join(', ')}${this.ownerRegion()} FROM ${table} t${hint} WHERE (${names(key)
        .map((name) => `t.${name}`)
        .join(', ')}) IN (?)`,
      [key.length === 1 ? tuples.flat() : tuples],
    )) as StoredRow[];
    return new Map(found.map((stored) => [this.storedKey(stored), stored]));
  }

  /** Tells rows apart as the unique index does. */
  keyOf(row: PreparedRow): string {
    return this.table.key.map((column) => comparable(column, column.of(row))).join('\u001f');
  }

  /** The compared columns in which a row differs from what is stored. */
  changesOf(row: PreparedRow, stored: StoredRow): TableColumn[] {
    return this.table.compared.filter((column) => !isSame(stored[column.column] ?? null, column.of(row)));
  }

  async insert(tx: Transaction, rows: readonly PreparedRow[], context: WriteContext): Promise<void> {
    const { table, key, compared, written = [], person } = this.table;
    const columns = [...names(key), ...names(compared), ...names(written), ...(person ? [person.column] : [])];
    for (const part of parts(rows)) {
      const ofPerson = await this.personValues(tx, part, context);
      const values = part.map((row) => [
        ...[...key, ...compared].map((column) => column.of(row)),
        ...written.map((column) => column.of(row, context, null)),
        ...ofPerson(row),
      ]);
      await tx.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [values]);
    }
  }

  async update(tx: Transaction, rows: readonly ChangedRow[], context: WriteContext): Promise<void> {
    const { table, key, compared, written = [], person, hasRevision } = this.table;
    const columns = ['id', ...names(key), ...names(compared), ...names(written), ...(person ? [person.column] : [])];
    const changing = [...names(compared), ...names(written)];
    const assignments = changing.map((name) => `${name} = VALUES(${name})`);
    if (hasRevision) assignments.push('revision = revision + 1');
    for (const part of parts(rows)) {
      const values = part.map(({ row, stored }) => [
        stored.id,
        ...[...key, ...compared].map((column) => column.of(row)),
        ...written.map((column) => column.of(row, context, stored)),
        ...(person ? [''] : []),
      ]);
      // The id is there already: every row takes the ON DUPLICATE KEY branch.
      await tx.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ? ON DUPLICATE KEY UPDATE ${assignments.join(', ')}`,
        [values],
      );
    }
  }

  /** The value of the column that is sealed by the row's person; none where the table has no such column. */
  private async personValues(
    tx: Transaction,
    rows: readonly PreparedRow[],
    context: WriteContext,
  ): Promise<(row: PreparedRow) => string[]> {
    const { person } = this.table;
    if (!person) return () => [];
    const personKey = (row: PreparedRow): string => row.values[person.personKey] as string;
    const secrets = await context.secretsFor(tx, rows.map(personKey));
    return (row) => [person.of(row, secrets.get(personKey(row)) as PersonSecret)];
  }

  private storedKey(stored: StoredRow): string {
    return this.table.key.map((column) => comparable(column, stored[column.column] as SqlValue)).join('\u001f');
  }

  /** Where a stored row belongs, for tables whose key does not say so. */
  private ownerRegion(): string {
    return this.hasOwner()
      ? ', (SELECT s.region_code FROM school s WHERE s.id = t.school_id) AS owner_region_code'
      : '';
  }

  private hasOwner(): boolean {
    return names(this.table.compared).includes('school_id');
  }
}

function names(columns: readonly { readonly column: string }[]): string[] {
  return columns.map(({ column }) => column);
}

function comparable(column: KeyColumn, value: SqlValue): string {
  return column.folded ? foldedText(String(value)) : String(value);
}

function isSame(stored: SqlValue, given: SqlValue): boolean {
  if (stored === null || given === null) return stored === given;
  return String(stored) === String(given);
}

function* parts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
}
