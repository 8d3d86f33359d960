import { maskIdNumber, maskPersonalNumbers, maskPhone } from '@sxbq/kernel';
import { NOT_CALCULATED, PICTURE, type CellValue, type MergedRange, type RawRow } from '../workbook/raw-row';
import { foldedText } from './cells/cell-text';
import { CellProblem, ColumnValue, Dictionaries, FilledCell, isBlank } from './cells/column-kind';
import type { ColumnPositions } from './header';
import { MergedCells, rangeName } from './merged-cells';
import type { CellFault, Column, LedgerRow, SheetDefinition } from './sheet-definition';

/** Longest value that an error shows. */
const SHOWN_CHARACTERS = 60;
const KEY_SEPARATOR = '\u001f';

/** What a row of the file says. */
export interface ReadRow {
  readonly rowNumber: number;
  /** Null when a cell is bad, or the sheet as a whole. */
  readonly values: LedgerRow | null;
  /** Natural key in the form in which the database compares it; null when a key cell is bad. */
  readonly key: string | null;
  readonly faults: readonly CellFault[];
  /** Of a row with bad cells: what its columns say, in their order; null where there is nothing or nothing good. */
  readonly readable?: readonly ColumnValue[];
}

/** The natural key of a row of `sheet` from its values, folded as the database compares texts. */
export function keyOf(values: readonly ColumnValue[]): string {
  return values.map((value) => foldedText(String(value))).join(KEY_SEPARATOR);
}

/** What stands in a cell, as an error shows it: personal values masked, also where they do not belong. */
export function shownValue(cell: CellValue | undefined, column: Column<never>): string | null {
  if (isBlank(cell) || cell === undefined || cell === null) return null;
  const text = typeof cell === 'object' ? textOfObject(cell) : String(cell).trim();
  if (column.kind.personal === 'ID_NUMBER') return maskIdNumber(text);
  if (column.kind.personal === 'PHONE') return maskPhone(text);
  return maskPersonalNumbers(text).slice(0, SHOWN_CHARACTERS);
}

function textOfObject(cell: Extract<CellValue, object>): string {
  if ('date' in cell) return cell.date;
  return 'error' in cell ? cell.error : (cell.shown ?? String(cell.number));
}

/**
 * Reads the rows of one sheet whose columns stand at `positions`. When a required column is missing the other cells are
 * read all the same, so that all their faults are told at once, but no row is good.
 */
export class RowReader {
  private readonly fields: readonly (readonly [field: string, column: Column<never>, position: number | undefined])[];
  private readonly missing: ReadonlySet<string>;
  private readonly merged: MergedCells;

  constructor(
    private readonly sheet: SheetDefinition,
    positions: ColumnPositions,
    private readonly dictionaries: Dictionaries,
    private readonly isSheetGood = true,
    merges: readonly MergedRange[] = [],
  ) {
    this.merged = new MergedCells(merges, [...positions.values()]);
    const columns = Object.entries(sheet.columns);
    this.fields = columns.map(([field, column]) => [field, column as Column<never>, positions.get(field)]);
    this.missing = new Set(
      columns.filter(([field, { required }]) => required && !positions.has(field)).map(([field]) => field),
    );
  }

  /** True when no known column holds anything: a blank row, or one with remarks beside the table. */
  isEmpty(row: RawRow): boolean {
    return this.fields.every(([, , position]) => position === undefined || isBlank(row.cells[position]));
  }

  read(row: RawRow): ReadRow {
    const values: Record<string, ColumnValue> = {};
    const faults: CellFault[] = [];
    const bad = new Set(this.missing);
    this.merged.enter(row);
    for (const [field, column, position] of this.fields) {
      if (this.missing.has(field)) continue;
      const cell = position === undefined ? null : row.cells[position];
      const value = this.readCell(cell, column, this.mergedAround(row, position));
      if (value instanceof CellProblem) {
        bad.add(field);
        faults.push({
          column: column.title,
          value: shownValue(cell, column),
          code: value.code,
          message: value.message,
        });
      } else {
        values[field] = value;
      }
    }
    this.check(values, bad, row, faults);
    const isKeyReadable = this.sheet.naturalKey.every((field) => !bad.has(field));
    const key = isKeyReadable ? keyOf(this.sheet.naturalKey.map((field) => values[field] as ColumnValue)) : null;
    const { rowNumber } = row;
    if (this.isSheetGood && faults.length === 0) return { rowNumber, values, key, faults };
    return { rowNumber, values: null, key, faults, readable: this.fields.map(([field]) => values[field] ?? null) };
  }

  private mergedAround(row: RawRow, position: number | undefined): MergedRange | null {
    return position === undefined ? null : this.merged.around(row.rowNumber, position, row.cells[position] ?? null);
  }

  private readCell(
    cell: CellValue | undefined,
    column: Column<never>,
    merged: MergedRange | null,
  ): ColumnValue | CellProblem {
    if (merged) return mergedCell(merged, column.title);
    if (isBlank(cell)) return this.emptyCell(column);
    const error = errorIn(cell);
    if (error !== null) return formulaError(error);
    const content = filled(cell, column);
    if (content instanceof CellProblem) return content;
    const value = column.kind.read(content, this.dictionaries) as ColumnValue | CellProblem;
    const isNothing = value === '' || (Array.isArray(value) && value.length === 0);
    return isNothing ? this.emptyCell(column) : value;
  }

  private emptyCell(column: Column<never>): ColumnValue | CellProblem {
    if (column.required) return new CellProblem('REQUIRED', `“${column.title}”必须填写。`);
    return (column.fallback as ColumnValue | undefined) ?? null;
  }

  private check(values: LedgerRow, bad: ReadonlySet<string>, row: RawRow, faults: CellFault[]): void {
    for (const check of this.sheet.checks) {
      if (check.fields.some((field) => bad.has(field)) || check.isMet(values as never)) continue;
      const entry = this.fields.find(([field]) => field === check.blame);
      if (!entry) continue;
      const [, column, position] = entry;
      const cell = position === undefined ? null : row.cells[position];
      faults.push({ column: column.title, value: shownValue(cell, column), code: check.code, message: check.message });
    }
  }
}

/** Errors of formulas as text: what a CSV or a copy of values has of them. Err:… is LibreOffice's. */
const ERROR_TEXT =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|CALC!|SPILL!|FIELD!|BLOCKED!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA)|Err:5\d\d)$/;
/** A picture's formula as text: what WPS leaves of it for other programs. */
const PICTURE_TEXT = /^[=＝]\s*(?:_xlfn\.)*(?:DISPIMG|IMAGE)\s*\(/i;

function errorIn(cell: CellValue | undefined): string | null {
  if (typeof cell === 'object') return cell !== null && 'error' in cell ? cell.error : null;
  if (typeof cell !== 'string' || !/^\s*[#=＝E]/.test(cell)) return null;
  const text = cell.trim();
  if (ERROR_TEXT.test(text)) return text;
  return text === PICTURE || PICTURE_TEXT.test(text) ? PICTURE : null;
}

function formulaError(error: string): CellProblem {
  if (error === PICTURE) {
    return new CellProblem(
      'FORMULA_ERROR',
      '单元格里是图片公式（DISPIMG 等），图片不能导入；请删去图片，改填文字，或清空这一格。',
    );
  }
  const message =
    error === NOT_CALCULATED
      ? '单元格的公式没有保存计算结果；请用 Excel 或 WPS 打开文件，重新计算后保存，或直接填写结果。'
      : `单元格的公式出错（${error}），请改正公式或直接填写结果。`;
  return new CellProblem('FORMULA_ERROR', message);
}

function mergedCell(range: MergedRange, title: string): CellProblem {
  const message = `这一格属于合并单元格 ${rangeName(range)}，内容只在左上角一格里；请取消合并单元格，逐行填写“${title}”。`;
  return new CellProblem('MERGED_CELLS', message);
}

const NOT_AS_SHOWN = new CellProblem(
  'DIGITS_LOST',
  '单元格里是数字，显示的写法（如开头的 0）来自它的数字格式，无法确定；请把该列设为“文本”格式后按显示的样子重新填写。',
);

/** A number padded with zeros is the code that the sheet shows, in columns that hold texts of their own. */
function filled(cell: CellValue | undefined, { kind }: Column<never>): FilledCell | CellProblem {
  if (typeof cell !== 'object' || cell === null || !('shown' in cell)) return cell as FilledCell;
  return kind.format === 'text' && !kind.choices ? (cell.shown ?? NOT_AS_SHOWN) : cell.number;
}
