import { CellPlace, FIRST_ROW } from '../sheet-plan';

/** Below more rows than these a chart would not be found. */
const SHORT_TABLE = 40;
const HEIGHT = 17;
const WIDTH = 8;

/** Where a chart goes: below a short table, where it is printed with it, else beside its head. */
export function chartPlace(rows: number, columns: number): { readonly from: CellPlace; readonly to: CellPlace } {
  if (rows <= SHORT_TABLE) {
    const top = FIRST_ROW + rows;
    return { from: { column: 1, row: top }, to: { column: Math.min(columns, 1 + WIDTH), row: top + HEIGHT } };
  }
  return { from: { column: columns + 1, row: 2 }, to: { column: columns + 1 + WIDTH + 4, row: 2 + HEIGHT } };
}
