import type { MergedRange, RawRow } from '../workbook/raw-row';
import { isBlank } from './cells/column-kind';

/** Knows which empty cells of a table are shown with another cell's value. Rows are entered in their order. */
export class MergedCells {
  private readonly ranges: readonly MergedRange[];
  private next = 0;
  /** Those that reach down to the row at hand; no two share a column, so they are few. */
  private open: MergedRange[] = [];

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
      if (range.top === row.rowNumber && !isBlank(row.cells[range.left]) && !this.isTaken(range)) this.open.push(range);
    }
  }

  /** The merged cells that an empty cell of the row belongs to. */
  around(rowNumber: number, position: number): MergedRange | null {
    const found = this.open.find((range) => isAcross(range, position));
    return found && !(found.top === rowNumber && found.left === position) ? found : null;
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

function isAcross({ left, right }: MergedRange, position: number): boolean {
  return left <= position && position <= right;
}

function columnName(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnName(Math.floor(position / 26) - 1) + letter;
}
