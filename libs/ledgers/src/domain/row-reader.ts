import { maskIdNumber, maskPersonalNumbers, maskPhone } from '@sxbq/kernel';
import type { CellValue, RawRow } from '../workbook/raw-row';
import { foldedText } from './cells/cell-text';
import { CellProblem, ColumnValue, Dictionaries, FilledCell, isBlank, isDateCell } from './cells/column-kind';
import type { ColumnPositions } from './header';
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
  const text = typeof cell === 'object' ? ('date' in cell ? cell.date : cell.error) : String(cell).trim();
  if (column.kind.personal === 'ID_NUMBER') return maskIdNumber(text);
  if (column.kind.personal === 'PHONE') return maskPhone(text);
  return maskPersonalNumbers(text).slice(0, SHOWN_CHARACTERS);
}

/**
 * Reads the rows of one sheet whose columns stand at `positions`. When a required column is missing the other cells are
 * read all the same, so that all their faults are told at once, but no row is good.
 */
export class RowReader {
  private readonly fields: readonly (readonly [field: string, column: Column<never>, position: number | undefined])[];
  private readonly missing: ReadonlySet<string>;

  constructor(
    private readonly sheet: SheetDefinition,
    positions: ColumnPositions,
    private readonly dictionaries: Dictionaries,
    private readonly isSheetGood = true,
  ) {
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
    for (const [field, column, position] of this.fields) {
      if (this.missing.has(field)) continue;
      const cell = position === undefined ? null : row.cells[position];
      const value = this.readCell(cell, column);
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

  private readCell(cell: CellValue | undefined, column: Column<never>): ColumnValue | CellProblem {
    if (isBlank(cell)) return this.emptyCell(column);
    if (typeof cell === 'object' && cell !== null && 'error' in cell) {
      return new CellProblem('FORMULA_ERROR', `单元格的公式出错（${cell.error}），请改正公式或直接填写结果。`);
    }
    const value = column.kind.read(cell as FilledCell, this.dictionaries) as ColumnValue | CellProblem;
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

const TOTALS = /^(合计|总计|小计|共计|总和)[:：]?$/;

/** True for a row such as 合计: its first filled cell says so. */
export function isTotalsRow(row: RawRow): boolean {
  const first = row.cells.find((cell) => !isBlank(cell));
  if (first === undefined || first === null || typeof first !== 'string' || isDateCell(first as FilledCell))
    return false;
  return TOTALS.test(first.replace(/\s/g, ''));
}
