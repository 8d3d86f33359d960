import type { CalendarDate } from '@sxbq/kernel';

/**
 * The contract between the format layer (this folder: files ↔ raw rows) and the meaning of a sheet (../sheets).
 * A raw row says what stands in the file, and nothing about what it should be.
 */

/**
 * What one cell holds.
 * - text as it stands (not trimmed, not normalised); an empty text is null
 * - a number only where the file says number; a date only where the cell's number format shows one (time of day dropped)
 * - a number whose format shows more than its digits ('0000', '"A"000') says both: its value, and what the sheet shows
 * - a formula gives its cached result; `error` is a formula error as Excel shows it: '#REF!', '#N/A', …; a formula
 *   that was saved without its result is { error: NOT_CALCULATED }, a picture in a cell { error: PICTURE }
 * A CSV cell is text or null, never anything else.
 */
export type CellValue = PlainValue | { readonly error: string } | PaddedNumber;

export type PlainValue = string | number | boolean | null | { readonly date: CalendarDate };

/** 101 under the format 0000: a number to a column of numbers, 0101 to a column of codes. */
export interface PaddedNumber {
  readonly number: number;
  /** Null where the format shows something else than the number and it is not known what. */
  readonly shown: string | null;
}

/** Shown for a formula that was saved without its result; Excel computes it on opening, we cannot. */
export const NOT_CALCULATED = '#CALC!';
/** Shown for a picture in a cell: DISPIMG of WPS, IMAGE and pictures in cells of Excel. */
export const PICTURE = '#图片公式';

/** One row of the file that holds at least one value; blank rows are left out, their numbers are not reused. */
export interface RawRow {
  /** 1-based, as Excel shows it at the left; for CSV the number of the record, blank lines counted. */
  readonly rowNumber: number;
  /** In column order from column A; holes are null; trailing empty cells are cut. */
  readonly cells: readonly CellValue[];
  /** Its owner does not see it: hidden, or filtered away. */
  readonly hidden?: true;
}

/** Cells that are shown as one; only the first, at the upper left, holds a value. */
export interface MergedRange {
  /** 1-based, both included. */
  readonly top: number;
  readonly bottom: number;
  /** 0-based, both included. */
  readonly left: number;
  readonly right: number;
}

/** One sheet of one file. `rows` can be read once and must be read (or left) before the next sheet is asked for. */
export interface RawSheet {
  readonly fileName: string;
  /** The tab's name; for CSV the file name without its extension, exactly. */
  readonly sheetName: string;
  /** True for a tab that its owner does not see. */
  readonly hidden: boolean;
  /** Its merged cells, which stand behind the rows in the file: to be asked before the rows are read. In order of `top`. */
  merges(): Promise<readonly MergedRange[]>;
  /** True for a column (0-based) that its owner does not see; known once the first rows have been read. */
  isHiddenColumn(column: number): boolean;
  /** Batches of 1 to 1 000 rows, in order. Throws DomainErrors (see workbook.errors.ts) when the file breaks off or a limit is passed. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
}

/** A file at rest on disk, or already in memory. `fileName` is the name its owner gave it: `.csv`/`.txt` are read as CSV, all else by content. */
export type WorkbookFile =
  { readonly fileName: string; readonly path: string } | { readonly fileName: string; readonly content: Buffer };

/** An opened file: its container is checked, nothing is inflated yet. Always `close()` it. */
export interface OpenWorkbook {
  readonly fileName: string;
  /** The sheets in tab order, hidden ones too, chart sheets left out; read one after the other, once. */
  sheets(): AsyncIterable<RawSheet>;
  /** Frees the file handle; safe to call twice and half-way through a sheet. */
  close(): Promise<void>;
}

/** Bounds checked before anything is inflated, and again while inflating, since headers lie. */
export interface WorkbookLimits {
  /** Size of the file itself, in bytes. */
  readonly maxBytes: number;
  /** Sum of all parts after inflating, in bytes. */
  readonly maxInflatedBytes: number;
  /** Rows of one sheet that hold a value, title and header rows counted. */
  readonly maxRowsPerSheet: number;
  /** No value may stand beyond this column. */
  readonly maxColumns: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_WORKBOOK_LIMITS: WorkbookLimits = {
  maxBytes: 20 * MIB,
  maxInflatedBytes: 200 * MIB,
  maxRowsPerSheet: 200_000,
  maxColumns: 1_024,
};

/** Rows of one batch at most. */
export const ROWS_PER_BATCH = 1_000;

/** Formula errors cannot be written, nor a number's padding; everything else that can be read can. */
export type OutputValue = PlainValue;

/** How a column is shown: text stays text (codes keep their zeros), dates as yyyy-mm-dd. */
export type ColumnFormat = 'text' | 'number' | 'date';

export interface OutputColumn {
  readonly title: string;
  readonly format: ColumnFormat;
  /** In characters of the default font; by default wide enough for the title. */
  readonly width?: number;
}

/** A sheet to be written: a header row of titles, then the rows, streamed. */
export interface SheetOutput {
  readonly name: string;
  readonly columns: readonly OutputColumn[];
  readonly rows: Iterable<readonly OutputValue[]> | AsyncIterable<readonly OutputValue[]>;
}

/** A column of an empty template; its title is written with ＊ when required. */
export interface TemplateColumn extends OutputColumn {
  readonly required: boolean;
  /** Shown as a note (comment) on the header cell. */
  readonly note?: string;
  /** Offered as a drop-down on every row. Other values stay allowed when `closed` is false (several values with 、). */
  readonly choices?: { readonly values: readonly string[]; readonly closed: boolean };
}

export interface TemplateSheet {
  readonly name: string;
  readonly columns: readonly TemplateColumn[];
}

/** The errors of one sheet, for the copy that goes back to its owner. */
export interface SheetErrors {
  readonly fileName: string;
  readonly sheetName: string;
  /** The row that got recognised as header; gets the title 错误. Null when none was. */
  readonly headerRowNumber: number | null;
  /** Errors that belong to the sheet and no row (unknown sheet, missing column): shown beside the header, or in row 1. */
  readonly sheetErrors?: readonly string[];
  /** Row number → sentences. */
  readonly rowErrors: ReadonlyMap<number, readonly string[]>;
}
