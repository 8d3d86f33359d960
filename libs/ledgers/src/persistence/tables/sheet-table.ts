import type { PersonSecret, Transaction } from '@sxbq/platform';
import type { PreparedRow } from '../../domain/prepared-row';
import type { SheetKey } from '../../domain/sheet-definition';

export type SqlValue = string | number | null;

/** What comparing and writing know beside the row. */
export interface WriteContext {
  readonly now: Date;
  /** The importing user; null for the operator's command line. */
  readonly actorId: number | null;
  /** Encrypts a personal value for 'table.column'. */
  seal(field: string, value: string): string;
  /** The secrets of the persons, by person key; made for new ones. */
  secretsFor(tx: Transaction, personKeys: readonly string[]): Promise<ReadonlyMap<string, PersonSecret>>;
  /** The secret in a row of person_secret; null for a person who was erased. */
  openSecret(sealed: string | null): PersonSecret | null;
  /** A value of 'table.column' that was sealed by its person; null when nobody can read it any more. */
  openValue(secret: PersonSecret | null, field: string, stored: string): string | null;
}

/** A column of the table and where its value comes from. */
export interface TableColumn {
  readonly column: string;
  /** The sheet's field, for messages and for what schools may not change. */
  readonly field: string;
  of(row: PreparedRow): SqlValue;
}

export interface KeyColumn extends TableColumn {
  /** Compared without regard to letter case, as the database does. */
  readonly folded?: boolean;
}

/** What a changed row is changed from. */
export interface Before {
  readonly stored: StoredRow;
  /** The sheet's fields that differ. */
  readonly changes: readonly string[];
}

/** A column that is written with the row but says nothing about whether it changed. */
export interface WrittenColumn {
  readonly column: string;
  /** ONCE: written with a new row alone. KEPT_WHEN_NULL: an update that gives null leaves what is there. */
  readonly updates?: 'ONCE' | 'KEPT_WHEN_NULL';
  of(row: PreparedRow, context: WriteContext, before: Before | null): SqlValue | Date;
}

/** A column sealed with the secret of the person the row is about. */
export interface PersonColumn {
  readonly column: string;
  readonly field: string;
  /** 'table.column', as the cipher binds it. */
  readonly sealedAs: string;
  /** Opened and compared, and sealed anew with every update; else written once and kept. */
  readonly isCompared: boolean;
  /** The value in clear. */
  of(row: PreparedRow): string | null;
}

export interface PersonSealing {
  /** The sheet's field that holds the person key in a prepared row. */
  readonly personKey: string;
  readonly columns: readonly PersonColumn[];
}

/** A row of the database: its id and the selected columns, by column name; what a person sealed is opened. */
export type StoredRow = Readonly<Record<string, SqlValue>> & { readonly id: number };

/** How the rows of one sheet lie in the database. */
export interface SheetTable {
  readonly sheet: SheetKey;
  readonly table: string;
  /** The unique index that the sheet's natural key stands for. */
  readonly key: readonly KeyColumn[];
  /**
   * Name of that index, where another one begins with the same column: looking up a thousand keys, the server would
   * take the other and scan all that share the first column, ten times as long.
   */
  readonly keyIndex?: string;
  readonly compared: readonly TableColumn[];
  readonly written?: readonly WrittenColumn[];
  readonly person?: PersonSealing;
  /** Read with a stored row and not compared. */
  readonly alsoRead?: readonly string[];
  /** `revision` grows with every update; a row that another wrote since it was read is not overwritten. */
  readonly hasRevision?: boolean;
  /** True for a stored row that must not be edited any more. */
  isFixed?(stored: StoredRow): boolean;
  /** True for a stored row that its school may not edit on its own any more. */
  isFixedForSchool?(stored: StoredRow): boolean;
  /** Fields of a stored row that stay as they are, whatever the ledger says. */
  keptFields?(stored: StoredRow): readonly string[];
  /** True for a stored row that is written again even where nothing differs. */
  isRenewed?(stored: StoredRow): boolean;
}

export const bit = (value: unknown): number => (value === true ? 1 : 0);

/** A column named after its field's value in the row. */
export function fieldColumn(column: string, field: string): TableColumn {
  return { column, field, of: (row) => plain(row.values[field]) };
}

/** A column that holds the id of a referred row. */
export function idColumn(column: string, field: string): TableColumn {
  return { column, field, of: (row) => row.ids[field] as number | null };
}

export function textKey(column: string, field: string): KeyColumn {
  return { ...fieldColumn(column, field), folded: true };
}

/** Reference columns are keys as they are. */
export const idKey: (column: string, field: string) => KeyColumn = idColumn;

/** A person's name. */
export function personName(table: string): PersonColumn {
  return {
    column: 'name',
    field: 'name',
    sealedAs: `${table}.name`,
    isCompared: true,
    of: ({ values }) => values['name'] as string,
  };
}

/** A personal number, which the preparer left in clear beside its blind index. */
export function personNumber(table: string, column: string, field: string, isCompared = true): PersonColumn {
  const of = (row: PreparedRow): string | null => (row.values[`${field}Clear`] as string | undefined) ?? null;
  return { column, field, sealedAs: `${table}.${column}`, isCompared, of };
}

function plain(value: unknown): SqlValue {
  if (typeof value === 'boolean') return bit(value);
  return Array.isArray(value) ? value.join(',') : ((value ?? null) as SqlValue);
}
