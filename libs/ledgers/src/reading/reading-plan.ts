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
  const names = isText(file.fileName) ? namesOfText(sheet.sheetName) : [sheet.sheetName];
  const definition = names.map((name) => sheetNamed(name)).find((named) => named !== null) ?? null;
  const place = { file: file.fileName, sheet: sheet.sheetName };
  if (definition) {
    plan.sheets.push({ file, index, definition });
    if (!sheet.hidden) return;
    const message = `工作表“${sheet.sheetName}”是隐藏的，其中的内容也已读取；如不想导入，请取消隐藏后删去。`;
    plan.warnings.push({ ...place, column: null, message });
  } else if (names.some((name) => isNotesSheet(name))) {
    plan.warnings.push({ ...place, column: null, message: `工作表“${sheet.sheetName}”是说明，未导入。` });
  } else if (sheet.hidden) {
    const message = `隐藏的工作表“${sheet.sheetName}”不是台账，未导入；要看其内容，请右击任一工作表标签，选“取消隐藏”。`;
    if (await hasRows(sheet)) plan.warnings.push({ ...place, column: null, message });
  } else if (await hasRows(sheet)) {
    const known = LEDGER_SHEETS.map(({ name }) => name).join('、');
    const message = `没有名为“${sheet.sheetName}”的台账；工作表（或 CSV 文件）的名称应为 ${known} 之一，请改名或删去。`;
    plan.unknown.push({ ...place, row: null, column: null, value: null, code: 'UNKNOWN_SHEET', message });
  }
}

const isText = (fileName: string): boolean => /\.(?:csv|tsv|txt)$/i.test(fileName);

/** What the name of a CSV may say: the sheet, or as LibreOffice writes every sheet of a file, FILE-SHEET. */
function namesOfText(name: string): string[] {
  const names = [name];
  for (const { index } of name.matchAll(/[-－—–_.\s]/g)) names.push(name.slice(index + 1));
  return names;
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
