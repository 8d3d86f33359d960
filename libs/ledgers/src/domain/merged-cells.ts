import type { CellValue, MergedRange, RawRow } from '../workbook/raw-row';
import { isBlank } from './cells/column-kind';

/** Knows which empty cells of a table are shown with another cell's value. Rows are entered in their order. */
export class MergedCells {
  private readonly ranges: readonly MergedRange[];
  private next = 0;
  /** Those that reach down to the row at hand; no two share a column, so they are few. */
  private open: (MergedRange & { readonly value: CellValue })[] = [];

  constructor(
    ranges: readonly MergedRange[],
    private readonly positions: readonly number[],
  ) {
    this.ranges = ranges.filter((range) => positions.some((position) => isAcross(range, position)));
  }

  enter(row: RawRow): void {
    if (this.ranges.length === 0) return;
    this.open = this.open.filter(({ bottom }) => bottom >= row.rowNumber);
    for (; this.next < this.ranges.length; this.next++) {
      const range = this.ranges[this.next]!;
      if (range.top > row.rowNumber) break;
      // Without a value in its first cell there is nothing that the others could mean.
      const value = row.cells[range.left] ?? null;
      if (range.top === row.rowNumber && !isBlank(value) && !this.isTaken(range)) this.open.push({ ...range, value });
    }
  }

  /** The merged cells below whose first one a cell lies, empty or with something else in it that nobody sees. */
  around(rowNumber: number, position: number, cell: CellValue): MergedRange | null {
    const found = this.open.find((range) => isAcross(range, position));
    if (!found || (found.top === rowNumber && found.left === position)) return null;
    return isSame(cell, found.value) ? null : found;
  }

  private isTaken(range: MergedRange): boolean {
    return this.positions.some(
      (position) => isAcross(range, position) && this.open.some((other) => isAcross(other, position)),
    );
  }
}

/** As the programs write it: A2:A4. */
export function rangeName({ top, bottom, left, right }: MergedRange): string {
  return `${columnName(left)}${top}:${columnName(right)}${bottom}`;
}

/** Some programs keep what stood in each cell before they were merged. */
function isSame(one: CellValue, other: CellValue): boolean {
  return !isBlank(one) && JSON.stringify(one) === JSON.stringify(other);
}

function isAcross({ left, right }: MergedRange, position: number): boolean {
  return left <= position && position <= right;
}

function columnName(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnName(Math.floor(position / 26) - 1) + letter;
}
