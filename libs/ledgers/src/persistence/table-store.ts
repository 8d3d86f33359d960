import type { PersonSecret, Transaction } from '@sxbq/platform';
import { foldedText } from '../domain/cells/cell-text';
import type { PreparedRow } from '../domain/prepared-row';
import type {
  Before,
  KeyColumn,
  PersonColumn,
  SheetTable,
  SqlValue,
  StoredRow,
  TableColumn,
  WriteContext,
} from './tables';

/** Rows of one INSERT. */
const ROWS_PER_STATEMENT = 1_000;

/** A row that is in the database with other values. */
export interface ChangedRow extends Before {
  readonly row: PreparedRow;
}

/** Somebody wrote a row between the import's look and its write: another attempt sees what they wrote. */
export class RowChangedMeanwhile extends Error {}

/** Compares and writes the rows of one sheet, set-wise. */
export class TableStore {
  /** Columns that persons seal: all, and those that are compared. */
  private readonly sealed: readonly PersonColumn[];
  private readonly comparedSealed: readonly PersonColumn[];

  constructor(
    private readonly table: SheetTable,
    private readonly context: WriteContext,
  ) {
    this.sealed = table.person?.columns ?? [];
    this.comparedSealed = this.sealed.filter(({ isCompared }) => isCompared);
  }

  /** The stored rows with the keys of `rows`, by `keyOf`. */
  async load(tx: Transaction, rows: readonly PreparedRow[]): Promise<Map<string, StoredRow>> {
    const { compared, alsoRead = [], hasRevision } = this.table;
    const columns = [...names(compared), ...alsoRead, ...(hasRevision ? ['revision'] : [])].map((name) => `t.${name}`);
    if (this.hasOwner())
      columns.push('(SELECT s.region_code FROM school s WHERE s.id = t.school_id) AS owner_region_code');
    const found = await this.select(tx, rows, [...columns, ...this.sealedColumns()]);
    return new Map([...found].map(([key, stored]) => [key, this.opened(stored)]));
  }

  /** The ids of the stored rows with the keys of `rows`, by `keyOf`. */
  async ids(tx: Transaction, rows: readonly PreparedRow[]): Promise<Map<string, number>> {
    return new Map([...(await this.select(tx, rows, []))].map(([key, { id }]) => [key, id]));
  }

  /** Tells rows apart as the unique index does. */
  keyOf(row: PreparedRow): string {
    return this.table.key.map((column) => comparable(column, column.of(row))).join('\u001f');
  }

  /** The fields in which a row differs from what is stored. */
  changesOf(row: PreparedRow, stored: StoredRow): string[] {
    const columns = [...this.table.compared, ...this.comparedSealed];
    return columns.filter(({ column, of }) => !isSame(stored[column] ?? null, of(row))).map(({ field }) => field);
  }

  async insert(tx: Transaction, rows: readonly PreparedRow[]): Promise<void> {
    const { table, key, compared, written = [] } = this.table;
    const columns = [...names(key), ...names(compared), ...names(written), ...names(this.sealed)];
    for (const part of parts(rows)) {
      const sealedOf = await this.sealer(tx, part, this.sealed);
      const values = part.map((row) => [
        ...[...key, ...compared].map((column) => column.of(row)),
        ...written.map((column) => column.of(row, this.context, null)),
        ...sealedOf(row, null),
      ]);
      await tx.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [values]);
    }
  }

  /** RowChangedMeanwhile when a row is no longer the one that was compared. */
  async update(tx: Transaction, rows: readonly ChangedRow[]): Promise<void> {
    const { table, key, compared, written = [] } = this.table;
    const columns = ['id', ...names(key), ...names(compared), ...names(written), ...names(this.sealed)];
    for (const part of parts(rows)) {
      await this.assertUnchanged(tx, part);
      const given = part.map(({ row }) => row);
      const sealedOf = await this.sealer(tx, given, this.comparedSealed);
      const values = part.map(({ row, ...before }) => [
        before.stored.id,
        ...key.map((column) => column.of(row)),
        ...compared.map((column) => this.valueOf(column, row, before.stored)),
        ...written.map((column) => column.of(row, this.context, before)),
        ...sealedOf(row, before.stored),
      ]);
      // The id is there already: every row takes the ON DUPLICATE KEY branch.
      await tx.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ? ON DUPLICATE KEY UPDATE ${this.assignments().join(', ')}`,
        [values],
      );
    }
  }
  private async select(
    tx: Transaction,
    rows: readonly PreparedRow[],
    columns: readonly string[],
  ): Promise<Map<string, StoredRow>> {
    if (rows.length === 0) return new Map();
    const { table, key, keyIndex } = this.table;
    const hint = keyIndex ? ` FORCE INDEX (${keyIndex})` : '';
    const keys = names(key).map((name) => `t.${name}`);
    const tuples = rows.map((row) => key.map((column) => column.of(row)));
    const found = (await tx.query(
      `SELECT ${['t.id', ...keys, ...columns].join(', ')} FROM ${table} t${hint} WHERE (${keys.join(', ')}) IN (?)`,
      [key.length === 1 ? tuples.flat() : tuples],
    )) as StoredRow[];
    return new Map(found.map((stored) => [this.storedKey(stored), stored]));
  }

  /** What is needed to open the values that are compared in clear. */
  private sealedColumns(): string[] {
    if (this.comparedSealed.length === 0) return [];
    const secret = `(SELECT ps.secret FROM person_secret ps WHERE ps.person_key = t.person_key) AS ${SECRET}`;
    return [...names(this.comparedSealed).map((name) => `t.${name}`), secret];
  }

  private opened(stored: StoredRow): StoredRow {
    if (this.comparedSealed.length === 0) return stored;
    const { [SECRET]: sealedSecret, ...rest } = stored as Record<string, SqlValue>;
    const secret = this.context.openSecret((sealedSecret ?? null) as string | null);
    for (const { column, sealedAs } of this.comparedSealed) {
      const value = rest[column] ?? null;
      rest[column] = value === null ? null : this.context.openValue(secret, sealedAs, String(value));
    }
    return rest as StoredRow;
  }

  /** Locks the rows that are about to be written. */
  private async assertUnchanged(tx: Transaction, rows: readonly ChangedRow[]): Promise<void> {
    const { table, hasRevision } = this.table;
    if (!hasRevision) return;
    const ids = rows.map(({ stored }) => stored.id);
    const found = (await tx.query(`SELECT id, revision FROM ${table} WHERE id IN (?) FOR UPDATE`, [ids])) as {
      id: number;
      revision: number;
    }[];
    const revisions = new Map(found.map(({ id, revision }) => [id, revision]));
    const other = rows.find(({ stored }) => revisions.get(stored.id) !== stored['revision']);
    if (other) throw new RowChangedMeanwhile(`${table} ${other.stored.id} was written by somebody else`);
  }

  private assignments(): string[] {
    const { compared, written = [], hasRevision } = this.table;
    const overwritten = [...names(compared), ...names(written.filter(({ updates }) => updates === undefined))];
    const kept = names(written.filter(({ updates }) => updates === 'KEPT_WHEN_NULL'));
    return [
      ...[...overwritten, ...names(this.comparedSealed)].map((name) => `${name} = VALUES(${name})`),
      ...kept.map((name) => `${name} = COALESCE(VALUES(${name}), ${name})`),
      ...(hasRevision ? ['revision = revision + 1'] : []),
    ];
  }

  /**
   * Writes the columns that are sealed by the rows' persons, those of `chosen` with what they say, the others as nothing
   * that is ever looked at; what a stored row keeps is sealed again as it was.
   */
  private async sealer(
    tx: Transaction,
    rows: readonly PreparedRow[],
    chosen: readonly PersonColumn[],
  ): Promise<(row: PreparedRow, stored: StoredRow | null) => (string | null)[]> {
    const { person } = this.table;
    if (!person) return () => [];
    if (chosen.length === 0) return () => this.sealed.map(() => '');
    const personKey = (row: PreparedRow): string => row.values[person.personKey] as string;
    const secrets = await this.context.secretsFor(tx, rows.map(personKey));
    return (row, stored) => {
      const secret = secrets.get(personKey(row)) as PersonSecret;
      return this.sealed.map((column) => {
        if (!chosen.includes(column)) return '';
        const clear = this.valueOf(column, row, stored);
        return clear === null ? null : secret.encrypt(column.sealedAs, String(clear));
      });
    };
  }

  /** What the ledger says, or what the stored row keeps. */
  private valueOf(column: Pick<TableColumn, 'column' | 'field' | 'of'>, row: PreparedRow, stored: StoredRow | null) {
    const isKept = stored !== null && this.table.keptFields?.(stored).includes(column.field) === true;
    return isKept ? (stored[column.column] ?? null) : column.of(row);
  }

  private storedKey(stored: StoredRow): string {
    return this.table.key.map((column) => comparable(column, stored[column.column] as SqlValue)).join('\u001f');
  }

  /** True for tables whose key does not say where a row belongs. */
  private hasOwner(): boolean {
    return names(this.table.compared).includes('school_id');
  }
}

/** Alias of the secret beside a row that it opens. */
const SECRET = 'sealed_person_secret';

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
