import type { FactKind } from '@sxbq/kernel';
import type { CellProblem, ColumnKind, ColumnValue } from './cells/column-kind';
import type { LedgerErrorCode } from './ledger-error';

/** The sheets of ledgers.md, in the order they are applied: a sheet refers to earlier ones only. */
export const SHEET_KEYS = [
  'school',
  'schoolTier',
  'enterprise',
  'major',
  'schoolClass',
  'enrolment',
  'agreement',
  'execution',
  'training',
  'trainee',
  'secondment',
  'quota',
  'committeeMember',
  'graduateCohort',
  'graduate',
  'posting',
  'trainingOffer',
  'trainingNeed',
] as const;

export type SheetKey = (typeof SHEET_KEYS)[number];

export interface Column<T extends NonNullable<ColumnValue>> {
  /** Chinese name as ledgers.md has it, without ＊. */
  readonly title: string;
  readonly required: boolean;
  readonly kind: ColumnKind<T>;
  /** Other names under which real files have the column. */
  readonly aliases?: readonly string[];
  /** Taken when an optional cell is empty. */
  readonly fallback?: T;
  /** A fact that a bureau establishes (备案, 核验, 指标): a school may repeat what is stored, never set or change it. */
  readonly official?: boolean;
  /** In characters, for exports and the template. */
  readonly width?: number;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a record of columns of any kind; `any` keeps each one's T
export type Columns = Readonly<Record<string, Column<any>>>;

type ValueOf<C> = C extends Column<infer T> ? (C extends { required: true } | { fallback: T } ? T : T | null) : never;

/** A row of a sheet after reading: field → value. */
export type RowOf<C extends Columns> = { readonly [Field in keyof C]: ValueOf<C[Field]> };

/** Any sheet's row. */
export type LedgerRow = Readonly<Record<string, ColumnValue>>;

/** A row names a row of another sheet by that sheet's natural key. */
export interface Reference<Field extends string = string> {
  readonly to: SheetKey;
  /** Fields that make up the other sheet's natural key, in its order. */
  readonly fields: readonly Field[];
  /** The field that is blamed when there is no such row. A list field stands for several references. */
  readonly blame: Field;
}

/** A rule between cells of one row, asked only when all of `fields` could be read. */
export interface RowCheck<Row = LedgerRow> {
  readonly fields: readonly (keyof Row & string)[];
  /** The field that is blamed. */
  readonly blame: keyof Row & string;
  readonly code: LedgerErrorCode;
  readonly message: string;
  isMet(row: Row): boolean;
}

export interface SheetDefinition<C extends Columns = Columns> {
  readonly key: SheetKey;
  /** Chinese sheet name. */
  readonly name: string;
  /** Field → column, in the order of ledgers.md. */
  readonly columns: C;
  /** The fields that tell rows apart. */
  readonly naturalKey: readonly (keyof C & string)[];
  /** Fields that no two rows of different keys may share all of; the first is blamed. */
  readonly uniqueFields: readonly (readonly (keyof C & string)[])[];
  readonly references: readonly Reference<keyof C & string>[];
  readonly checks: readonly RowCheck<RowOf<C>>[];
  /** The fact that compliance is told of when a row of the sheet changed; null: compliance does not ask for it. */
  readonly fact: FactKind | null;
  /** What an exporter must hold beside `ledgers.export`; for others the sheet comes out empty. */
  readonly readPermission?: string;
}

type Given<C extends Columns> = Omit<SheetDefinition<C>, 'uniqueFields' | 'references' | 'checks'> &
  Partial<Pick<SheetDefinition<C>, 'uniqueFields' | 'references' | 'checks'>>;

/** Declares a sheet; keeps the types of its columns. */
export function defineSheet<const C extends Columns>(given: Given<C>): SheetDefinition<C> {
  return { uniqueFields: [], references: [], checks: [], ...given };
}

type Options<T extends NonNullable<ColumnValue>> = Omit<Column<T>, 'title' | 'kind' | 'required' | 'fallback'>;

/** A column that every row must fill in. */
export function required<T extends NonNullable<ColumnValue>>(
  title: string,
  kind: ColumnKind<T>,
  options: Options<T> = {},
) {
  return { ...options, title, kind, required: true } as const satisfies Column<T>;
}

/** A column that may be left out or empty; then null. */
export function optional<T extends NonNullable<ColumnValue>>(
  title: string,
  kind: ColumnKind<T>,
  options: Options<T> = {},
) {
  return { ...options, title, kind, required: false } as const satisfies Column<T>;
}

/** A column that may be left out or empty; then `fallback`. */
export function defaulted<T extends NonNullable<ColumnValue>>(title: string, kind: ColumnKind<T>, fallback: T) {
  return { title, kind, required: false, fallback } as const satisfies Column<T>;
}

/** 'A date is not before another', unless one of them is missing. */
export function notBefore<Row>(end: keyof Row & string, start: keyof Row & string, message: string): RowCheck<Row> {
  return {
    fields: [end, start],
    blame: end,
    code: 'END_BEFORE_START',
    message,
    isMet: (row) => {
      const [to, from] = [row[end] as string | null, row[start] as string | null];
      return to === null || from === null || to >= from;
    },
  };
}

/** What stood in the way of one cell. */
export interface CellFault {
  /** Title of the column as the definition has it. */
  readonly column: string;
  /** Masked when personal; null when the cell is empty. */
  readonly value: string | null;
  /** POSTING_…: an automatic rule of postings, by its own code. */
  readonly code: LedgerErrorCode | `POSTING_${string}`;
  readonly message: string;
}

export function faultOf(
  column: Column<never>,
  value: string | null,
  problem: Pick<CellProblem, 'code' | 'message'>,
): CellFault {
  return { column: column.title, value, code: problem.code, message: problem.message };
}
