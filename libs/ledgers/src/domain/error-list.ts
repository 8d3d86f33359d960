import type { LedgerError } from './ledger-error';
import type { SheetFault } from './header';
import type { CellFault } from './sheet-definition';
import { sheetNamed, LEDGER_SHEETS } from './sheets';

/** Errors kept of one import; beyond that they are only counted. */
export const MAX_KEPT_ERRORS = 20_000;

/** Where errors stand. */
export interface ErrorPlace {
  readonly file: string;
  readonly sheet: string;
}

/** Gathers the errors of an import, all of them counted, the first ones kept. */
export class ErrorList {
  private readonly kept: LedgerError[] = [];
  private total = 0;

  get count(): number {
    return this.total;
  }

  add(error: LedgerError): void {
    this.total += 1;
    if (this.kept.length < MAX_KEPT_ERRORS) this.kept.push(error);
  }

  addCells({ file, sheet }: ErrorPlace, row: number, faults: readonly CellFault[]): void {
    for (const fault of faults) this.add({ file, sheet, row, ...fault });
  }

  addSheet({ file, sheet }: ErrorPlace, faults: readonly SheetFault[]): void {
    for (const { column, code, message } of faults)
      this.add({ file, sheet, row: null, column, value: null, code, message });
  }

  /** In the order a reader goes through the files: file, sheet, row. */
  sorted(files: readonly string[]): LedgerError[] {
    const fileOrder = new Map(files.map((file, index) => [file, index]));
    const sheetOrder = new Map(
      [...new Set(this.kept.map(({ sheet }) => sheet))].map((sheet) => [sheet, applyOrder(sheet)]),
    );
    const rank = (error: LedgerError): number[] => [
      fileOrder.get(error.file) ?? files.length,
      sheetOrder.get(error.sheet) ?? 0,
      error.row ?? 0,
    ];
    return this.kept
      .map((error) => [rank(error), error] as const)
      .sort(([a], [b]) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0))
      .map(([, error]) => error);
  }
}

/** Place of a sheet among those that are applied; unknown ones come first. */
function applyOrder(sheet: string): number {
  const key = sheetNamed(sheet)?.key;
  return LEDGER_SHEETS.findIndex((definition) => definition.key === key);
}
