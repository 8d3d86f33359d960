/** Why a cell, a row, a sheet or a file was refused. Stable; programs may rely on them. */
export const LEDGER_ERROR_CODES = [
  'UNKNOWN_SHEET',
  'HEADER_NOT_FOUND',
  'MISSING_COLUMN',
  'DUPLICATE_COLUMN',
  'REQUIRED',
  'FORMULA_ERROR',
  'MERGED_CELLS',
  'FOOTER_ROW',
  'WRONG_TYPE',
  'TEXT_TOO_LONG',
  'CODE_MALFORMED',
  'DIGITS_LOST',
  'BAD_CHECK_CHARACTER',
  'ID_NUMBER_INVALID',
  'PHONE_MALFORMED',
  'UNKNOWN_CODE',
  'UNKNOWN_CHOICE',
  'DATE_MALFORMED',
  'NUMBER_MALFORMED',
  'NEGATIVE_NUMBER',
  'FRACTIONAL_NUMBER',
  'NUMBER_OUT_OF_RANGE',
  'END_BEFORE_START',
  'DUPLICATE_KEY',
  'DUPLICATE_VALUE',
  'UNKNOWN_REFERENCE',
  'REFERENCED_ROW_REJECTED',
  'OUT_OF_SCOPE',
  'VERIFIED_RECORD',
  'TOO_MANY_ITEMS',
  'REPEATED_ITEM',
  'HEADS_DO_NOT_FIT',
  'PERSON_ELSEWHERE',
  'CLAIMED_PROFILE',
  'SALARY_ORDER',
  'VALIDITY_OUT_OF_RANGE',
  'HEADS_BELOW_TAKEN',
] as const;

export type LedgerErrorCode = (typeof LEDGER_ERROR_CODES)[number];

/** One refusal, placed so that its owner finds the cell. `code` may also be one of the workbook layer's. */
export interface LedgerError {
  readonly file: string;
  /** Empty when the whole file is meant. */
  readonly sheet: string;
  /** As Excel shows it; null when the whole sheet is meant. */
  readonly row: number | null;
  readonly column: string | null;
  /** What stands in the cell, masked when personal; null when there is nothing to show. */
  readonly value: string | null;
  readonly code: string;
  /** A Chinese sentence that says what is wrong and how to mend it. */
  readonly message: string;
}

/** Something odd that does not stand in the way: an extra column, a sheet that was left out. */
export interface ImportWarning {
  readonly file: string;
  readonly sheet: string;
  readonly column: string | null;
  readonly message: string;
}

/** A sheet of a file and the row recognised as its header, null when there was none. */
export interface SheetPlace {
  readonly file: string;
  readonly sheet: string;
  readonly headerRow: number | null;
}
