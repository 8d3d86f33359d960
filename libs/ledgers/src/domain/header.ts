import type { CellValue, MergedRange, RawRow } from '../workbook/raw-row';
import { ERROR_COLUMN_TITLE } from '../workbook/reserved-names';
import { compactText, halfWidth } from './cells/cell-text';
import { isBlank } from './cells/column-kind';
import type { LedgerErrorCode } from './ledger-error';
import type { SheetDefinition } from './sheet-definition';
import { isUnit } from './units-row';

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
  /** As Excel shows it. Of headings in several rows the one with the most titles. */
  readonly rowNumber: number;
  /** The last row of the headings: below it stands the table. */
  readonly lastRowNumber: number;
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

type Titles = ReadonlyMap<string, string>;

/**
 * The header among the first rows of a sheet: the row with the most known titles, at least two, with what the rows
 * right above and below it add: headings in two rows, groups above (起止日期) and titles below (开班日期, 结业日期).
 * Null when there is none.
 */
export function findHeader(
  sheet: SheetDefinition,
  firstRows: readonly RawRow[],
  merges: readonly MergedRange[] = [],
): Header | null {
  const known = fieldsByTitle(sheet);
  const rows = firstRows.slice(0, HEADER_SEARCH_ROWS);
  let best: Candidate | null = null;
  for (const row of rows) {
    const fields = row.cells.map((cell) => fieldOf(cell, known));
    const matches = new Set(fields.filter((field) => field !== null)).size;
    if (matches >= 2 && matches > (best?.matches ?? 0)) best = { row, fields, matches };
  }
  return best && headerFrom(sheet, best, new Headings(rows, merges, known));
}

function fieldOf(cell: CellValue | undefined, known: Titles): string | null {
  if (typeof cell !== 'string') return null;
  const title = plainTitle(cell);
  return known.get(title) ?? known.get(withoutBrackets(title)) ?? null;
}

/** What the rows around the row of titles say of the columns. */
class Headings {
  constructor(
    private readonly rows: readonly RawRow[],
    private readonly merges: readonly MergedRange[],
    private readonly known: Titles,
  ) {}

  at(rowNumber: number): RawRow | undefined {
    return this.rows.find((row) => row.rowNumber === rowNumber);
  }

  /** The field of a title by itself, or behind the title of its group: 专业 above 代码. */
  field(title: CellValue | undefined, position: number, above: RawRow | undefined): string | null {
    const own = fieldOf(title, this.known);
    const group = above && this.groupOver(above, position);
    return own ?? (typeof group === 'string' && typeof title === 'string' ? fieldOf(group + title, this.known) : null);
  }

  /** Fields that a row of titles below adds; null when it is no such row. */
  below(row: RawRow, above: RawRow, fields: readonly (string | null)[]): Map<number, string> | null {
    const added = new Map<number, string>();
    for (const [position, cell] of row.cells.entries()) {
      if (isBlank(cell) || (typeof cell === 'string' && isUnit(compactText(cell)))) continue;
      if (typeof cell !== 'string' || (fields[position] ?? null) !== null) return null;
      const field = this.field(cell, position, above);
      if (field === null) continue;
      if (fields.includes(field) || [...added.values()].includes(field)) return null;
      added.set(position, field);
    }
    return added.size > 0 ? added : null;
  }

  /** The row, other than those of the header, in which a title stands. */
  rowOf(field: string, header: readonly number[]): number | null {
    const found = this.rows.find(
      ({ rowNumber, cells }) =>
        !header.includes(rowNumber) && cells.some((cell) => fieldOf(cell, this.known) === field),
    );
    return found?.rowNumber ?? null;
  }

  private groupOver(row: RawRow, position: number): CellValue | undefined {
    const merged = this.merges.find(
      ({ top, left, right }) => top === row.rowNumber && left <= position && position <= right,
    );
    return row.cells[merged?.left ?? position];
  }
}

function headerFrom(sheet: SheetDefinition, { row, fields: own }: Candidate, headings: Headings): Header {
  const above = headings.at(row.rowNumber - 1);
  const fields = own.map((field, position) => field ?? headings.field(row.cells[position], position, above));
  // A title that reaches over both rows stands in the upper one.
  above?.cells.forEach((cell, position) => {
    const field = isBlank(row.cells[position]) ? headings.field(cell, position, undefined) : null;
    if (field !== null && !fields.includes(field)) setField(fields, position, field);
  });
  const below = headings.at(row.rowNumber + 1);
  const added = below ? headings.below(below, row, fields) : null;
  for (const [position, field] of added ?? []) setField(fields, position, field);
  const positions = new Map<string, number>();
  const faults: SheetFault[] = [];
  fields.forEach((field, position) => {
    if (field === null) return;
    if (positions.has(field)) faults.push(duplicateColumn(sheet, field));
    else positions.set(field, position);
  });
  const lastRowNumber = row.rowNumber + (added ? 1 : 0);
  for (const [field, column] of Object.entries(sheet.columns)) {
    if (!column.required || positions.has(field)) continue;
    faults.push(missingColumn(sheet, column.title, headings.rowOf(field, [row.rowNumber, lastRowNumber])));
  }
  const extraColumns = [row, ...(added && below ? [below] : [])].flatMap((titles) => extraTitles(titles, fields));
  return { rowNumber: row.rowNumber, lastRowNumber, positions, extraColumns, faults };
}

function setField(fields: (string | null)[], position: number, field: string): void {
  while (fields.length <= position) fields.push(null);
  fields[position] = field;
}

function extraTitles(row: RawRow, fields: readonly (string | null)[]): string[] {
  return row.cells.flatMap((cell, position) => {
    if (typeof cell !== 'string' || (fields[position] ?? null) !== null) return [];
    if (PASSED_OVER.has(withoutBrackets(plainTitle(cell))) || plainTitle(cell) === '') return [];
    return isUnit(compactText(cell)) ? [] : [cell.trim()];
  });
}

function missingColumn(sheet: SheetDefinition, title: string, elsewhere: number | null): SheetFault {
  const message =
    elsewhere === null
      ? `工作表“${sheet.name}”缺少必需的列“${title}”，请补上这一列后再导入。`
      : `工作表“${sheet.name}”的列“${title}”写在第 ${elsewhere} 行，不在表头那一行：看来是两行表头，请并成一行后再导入。`;
  return { code: 'MISSING_COLUMN', column: title, message };
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
