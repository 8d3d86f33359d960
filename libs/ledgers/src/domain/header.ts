import type { CellValue, RawRow } from '../workbook/raw-row';
import { ERROR_COLUMN_TITLE } from '../workbook/reserved-names';
import { halfWidth } from './cells/cell-text';
import type { LedgerErrorCode } from './ledger-error';
import type { SheetDefinition } from './sheet-definition';

/** Rows looked at for a header; titles, subtitles and notes may stand above it. */
export const HEADER_SEARCH_ROWS = 20;

/** Where each column of the definition stands: field → position (0 = column A). */
export type ColumnPositions = ReadonlyMap<string, number>;

export interface SheetFault {
  readonly code: LedgerErrorCode;
  readonly column: string | null;
  readonly message: string;
}

export interface Header {
  /** As Excel shows it. */
  readonly rowNumber: number;
  readonly positions: ColumnPositions;
  /** Titles that the definition does not know, without those that are always passed over. */
  readonly extraColumns: readonly string[];
  readonly faults: readonly SheetFault[];
}

/** Columns that real ledgers carry along and nobody needs; the last is our own. */
const PASSED_OVER = new Set(['序号', '编号', '备注', '说明', ERROR_COLUMN_TITLE]);

/** A title without spaces, marks of required columns, closing colons, full-width forms and letter case. */
function plainTitle(title: string): string {
  return halfWidth(title)
    .replace(/[\s*★\u200b\ufeff\u3000]+/g, '')
    .replace(/[:：]$/, '')
    .toUpperCase();
}

/** '在校人数(人)' and '姓名[必填]' without what stands in brackets. */
const withoutBrackets = (title: string): string => title.replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '');

function fieldsByTitle(sheet: SheetDefinition): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(sheet.columns).flatMap(([field, column]) =>
      [column.title, ...(column.aliases ?? [])].map((title) => [plainTitle(title), field] as const),
    ),
  );
}

interface Candidate {
  readonly row: RawRow;
  /** Field or null for each position that holds a title. */
  readonly fields: readonly (string | null)[];
  readonly matches: number;
}

/**
 * The header among the first rows of a sheet: the row with the most known titles, at least two. Null when there is
 * none.
 */
export function findHeader(sheet: SheetDefinition, firstRows: readonly RawRow[]): Header | null {
  const known = fieldsByTitle(sheet);
  let best: Candidate | null = null;
  for (const row of firstRows.slice(0, HEADER_SEARCH_ROWS)) {
    const fields = row.cells.map((cell) => fieldOf(cell, known));
    const matches = new Set(fields.filter((field) => field !== null)).size;
    if (matches >= 2 && matches > (best?.matches ?? 0)) best = { row, fields, matches };
  }
  return best && headerFrom(sheet, best);
}

function fieldOf(cell: CellValue, known: ReadonlyMap<string, string>): string | null {
  if (typeof cell !== 'string') return null;
  const title = plainTitle(cell);
  return known.get(title) ?? known.get(withoutBrackets(title)) ?? null;
}

function headerFrom(sheet: SheetDefinition, { row, fields }: Candidate): Header {
  const positions = new Map<string, number>();
  const faults: SheetFault[] = [];
  fields.forEach((field, position) => {
    if (field === null) return;
    if (positions.has(field)) faults.push(duplicateColumn(sheet, field));
    else positions.set(field, position);
  });
  for (const [field, column] of Object.entries(sheet.columns)) {
    if (column.required && !positions.has(field)) faults.push(missingColumn(sheet, column.title));
  }
  return { rowNumber: row.rowNumber, positions, extraColumns: extraTitles(row, fields), faults };
}

function extraTitles(row: RawRow, fields: readonly (string | null)[]): string[] {
  return row.cells.flatMap((cell, position) => {
    if (typeof cell !== 'string' || fields[position] !== null) return [];
    return PASSED_OVER.has(withoutBrackets(plainTitle(cell))) || plainTitle(cell) === '' ? [] : [cell.trim()];
  });
}

function missingColumn(sheet: SheetDefinition, title: string): SheetFault {
  return {
    code: 'MISSING_COLUMN',
    column: title,
    message: `工作表“${sheet.name}”缺少必需的列“${title}”，请补上这一列后再导入。`,
  };
}

function duplicateColumn(sheet: SheetDefinition, field: string): SheetFault {
  const title = sheet.columns[field]?.title ?? field;
  return {
    code: 'DUPLICATE_COLUMN',
    column: title,
    message: `列“${title}”出现了两次，无法确定以哪一列为准，请删去一列。`,
  };
}

export function headerNotFound(sheet: SheetDefinition): SheetFault {
  const titles = Object.values(sheet.columns).filter((column) => column.required);
  return {
    code: 'HEADER_NOT_FOUND',
    column: null,
    message: `工作表“${sheet.name}”的前 ${HEADER_SEARCH_ROWS} 行里找不到表头；表头应含“${titles.map((column) => column.title).join('、')}”。`,
  };
}
