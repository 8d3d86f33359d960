import type { CellValue, ColumnFormat, OutputValue, PlainValue } from '../../workbook/raw-row';
import type { LedgerErrorCode } from '../ledger-error';

/** What a cell means once it was read. Dates are 'YYYY-MM-DD'. */
export type ColumnValue = string | number | boolean | readonly string[] | null;

/** A cell with something in it: blank cells, formula errors and padded numbers are dealt with before a kind is asked. */
export type FilledCell = Exclude<PlainValue, null>;

/** Why a cell cannot be taken. */
export class CellProblem {
  constructor(
    readonly code: LedgerErrorCode,
    /** A Chinese sentence that says how to mend it; never holds the cell's value. */
    readonly message: string,
  ) {}
}

/** Codes a cell may be checked against; filled from the catalogues. An empty set switches its check off. */
export interface Dictionaries {
  /** GB/T 4754-2017. */
  readonly industryCodes: ReadonlySet<string>;
  /** GB/T 2260, 6 digits, of the provinces in `coveredProvinces`. */
  readonly regionCodes: ReadonlySet<string>;
  /** 职业分类大典, of any edition. */
  readonly occupationCodes: ReadonlySet<string>;
  /** Two-digit prefixes of the provinces whose regions are complete. */
  readonly coveredProvinces: ReadonlySet<string>;
}

export const NO_DICTIONARIES: Dictionaries = {
  industryCodes: new Set(),
  regionCodes: new Set(),
  occupationCodes: new Set(),
  coveredProvinces: new Set(),
};

/** How the cells of a column are read and written. Reading is forgiving about form and strict about meaning. */
export interface ColumnKind<T extends NonNullable<ColumnValue>> {
  readonly format: ColumnFormat;
  /** For the template's note on the header cell, in Chinese. */
  readonly hint: string;
  /** Offered as a drop-down by the template. */
  readonly choices?: { readonly values: readonly string[]; readonly closed: boolean };
  /** Whatever somebody writes: numbers of persons in it are warned about. */
  readonly isFreeText?: boolean;
  /** Values are personal: masked in messages, encrypted at rest. */
  readonly personal?: 'ID_NUMBER' | 'PHONE';
  read(cell: FilledCell, dictionaries: Dictionaries): T | CellProblem;
  /** The form in which the value is exported; reading it again gives the same value. */
  write(value: T): OutputValue;
}

/** True for a cell in which nothing is to be read. */
export function isBlank(cell: CellValue | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

export function isDateCell(cell: FilledCell): cell is { readonly date: string } {
  return typeof cell === 'object';
}
