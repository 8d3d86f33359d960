import type { ColumnValue, Dictionaries } from '../domain/cells/column-kind';
import type { ImportWarning, LedgerError, SheetPlace } from '../domain/ledger-error';
import type { LateFault } from '../domain/row-registry';
import type { CellFault, SheetKey } from '../domain/sheet-definition';
import type { SheetFault } from '../domain/header';

/** A file's content handed to the reader; its bytes move to the reading thread. */
export interface LedgerSource {
  readonly fileName: string;
  readonly content: Uint8Array;
}

export interface ReadingRequest {
  readonly sources: readonly LedgerSource[];
  readonly dictionaries: Dictionaries;
  /** Rows to be treated as bad, by `placeKey`: an earlier reading found them out too late. */
  readonly rejected: ReadonlySet<string>;
}

/** A good row: its number and its values in the order of the definition's columns. */
export type GoodRow = readonly [rowNumber: number, values: readonly ColumnValue[]];

/** A row with bad cells. Its key is null when it cannot be told. */
export interface BadRow {
  readonly row: number;
  readonly key: string | null;
  readonly faults: readonly CellFault[];
  /** What its columns say, in their order; null where there is nothing or nothing good. */
  readonly readable: readonly ColumnValue[];
}

/** What the reader tells, in the order sheets are applied. */
export type ReaderMessage =
  /** Part of a sheet, at most 1 000 rows of the file. */
  | {
      readonly kind: 'ROWS';
      readonly sheet: SheetKey;
      readonly file: string;
      readonly sheetName: string;
      readonly good: readonly GoodRow[];
      readonly bad: readonly BadRow[];
      /** Rows of the file these came from; repeated ones count. */
      readonly read: number;
    }
  /** Faults of rows that were handed on as good before. */
  | { readonly kind: 'LATE'; readonly faults: readonly LateFault[] }
  | {
      readonly kind: 'SHEET_END';
      readonly sheet: SheetKey;
      readonly place: SheetPlace;
      readonly faults: readonly SheetFault[];
      /** Other sheets cannot tell whether their references point here. */
      readonly hasNoKeys: boolean;
    }
  | { readonly kind: 'WARNINGS'; readonly warnings: readonly ImportWarning[] }
  /** A sheet nobody knows; partial mode passes over it. */
  | { readonly kind: 'REFUSED_SHEET'; readonly error: LedgerError }
  /** Files that cannot be read, or not to their end; nothing of the import may be written. */
  | { readonly kind: 'REFUSED'; readonly errors: readonly LedgerError[] };

/** Names a row across the files of an import. */
export function placeKey(file: string, sheet: string, row: number): string {
  return `${file}\u001f${sheet}\u001f${row}`;
}
