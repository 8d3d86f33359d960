import { DomainError } from '@sxbq/kernel';
import { isBlank } from '../domain/cells/column-kind';
import type { ImportWarning, LedgerError } from '../domain/ledger-error';
import type { SheetDefinition } from '../domain/sheet-definition';
import { isNotesSheet, LEDGER_SHEETS, sheetNamed } from '../domain/sheets';
import { openWorkbook, RawSheet, WorkbookFile } from '../workbook';

/** A sheet that holds ledger rows: where it is, and what it means. */
export interface PlannedSheet {
  readonly file: WorkbookFile;
  /** Place among the file's sheets, from 0. */
  readonly index: number;
  readonly definition: SheetDefinition;
}

export interface ReadingPlan {
  /** In the order the sheets are applied, whatever the order of files and tabs. */
  readonly sheets: readonly PlannedSheet[];
  /** Sheets nobody knows: partial mode passes over them. */
  readonly unknown: readonly LedgerError[];
  /** Files that cannot be opened. */
  readonly refused: readonly LedgerError[];
  readonly warnings: readonly ImportWarning[];
}

interface OpenPlan {
  readonly sheets: PlannedSheet[];
  readonly unknown: LedgerError[];
  readonly refused: LedgerError[];
  readonly warnings: ImportWarning[];
}

/** Looks at the tabs of every file, without reading their rows. */
export async function planReading(files: readonly WorkbookFile[]): Promise<ReadingPlan> {
  const plan: OpenPlan = { sheets: [], unknown: [], refused: [], warnings: [] };
  for (const file of files) {
    try {
      await planFile(file, plan);
    } catch (error) {
      plan.refused.push(fileRefusal(file.fileName, error));
    }
  }
  const order = new Map(LEDGER_SHEETS.map((sheet, index) => [sheet.key, index]));
  plan.sheets.sort((a, b) => (order.get(a.definition.key) ?? 0) - (order.get(b.definition.key) ?? 0));
  return plan;
}

async function planFile(file: WorkbookFile, plan: OpenPlan): Promise<void> {
  const workbook = await openWorkbook(file);
  try {
    let index = 0;
    for await (const sheet of workbook.sheets()) {
      await planSheet(file, sheet, index, plan);
      index += 1;
    }
  } finally {
    await workbook.close();
  }
}

async function planSheet(file: WorkbookFile, sheet: RawSheet, index: number, plan: OpenPlan): Promise<void> {
  const definition = sheetNamed(sheet.sheetName);
  const place = { file: file.fileName, sheet: sheet.sheetName };
  if (definition) {
    plan.sheets.push({ file, index, definition });
  } else if (isNotesSheet(sheet.sheetName)) {
    plan.warnings.push({ ...place, column: null, message: `工作表“${sheet.sheetName}”是说明，未导入。` });
  } else if (await hasRows(sheet)) {
    const known = LEDGER_SHEETS.map(({ name }) => name).join('、');
    const message = `没有名为“${sheet.sheetName}”的台账；工作表（或 CSV 文件）的名称应为 ${known} 之一，请改名或删去。`;
    plan.unknown.push({ ...place, row: null, column: null, value: null, code: 'UNKNOWN_SHEET', message });
  }
}

/** The empty Sheet2 and Sheet3 of every new workbook are nobody's mistake. */
async function hasRows(sheet: RawSheet): Promise<boolean> {
  for await (const rows of sheet.rows) {
    if (rows.some((row) => row.cells.some((cell) => !isBlank(cell)))) return true;
  }
  return false;
}

/** The workbook layer's refusal of a file; other errors are not the file's and go on. */
export function fileRefusal(fileName: string, error: unknown): LedgerError {
  if (!(error instanceof DomainError)) throw error;
  const sheet = typeof error.details['sheetName'] === 'string' ? error.details['sheetName'] : '';
  return { file: fileName, sheet, row: null, column: null, value: null, code: error.code, message: error.message };
}
