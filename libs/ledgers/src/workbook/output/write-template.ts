import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataValidation, Workbook, Worksheet } from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { DEFAULT_WORKBOOK_LIMITS, type TemplateColumn, type TemplateSheet } from '../raw-row';
import { CHOICES_SHEET_NAME } from '../reserved-names';
import { safeSheetNames } from './sheet-names';
import { widthOf } from './write-workbook';
import { ZIP_TIME } from './xlsx-package';
import { columnLetters } from '@sxbq/kernel';

/** Excel's limit for a list of choices inside the rule itself; longer lists live on a hidden sheet. */
const MAX_INLINE_LIST = 255;
const LAST_ROW = DEFAULT_WORKBOOK_LIMITS.maxRowsPerSheet;
const FORMATS = { text: '@', number: 'General', date: 'yyyy-mm-dd' } as const;
/** Recorded as the time of creation, so that the same template has the same bytes. */
const EPOCH = new Date(Date.UTC(2000, 0, 1));

/**
 * Writes an empty .xlsx to be filled in and ends `out`: a frozen header with ＊ on required columns, notes, and
 * drop-downs. The same definitions give the same bytes.
 */
export async function writeTemplate(sheets: readonly TemplateSheet[], out: Writable): Promise<void> {
  const { Workbook } = await import('exceljs');
  const workbook = new Workbook();
  workbook.created = EPOCH;
  workbook.modified = EPOCH;
  const names = safeSheetNames(sheets.map(({ name }) => name));
  const worksheets = sheets.map((sheet, index) => addSheet(workbook, names[index]!, sheet.columns));
  const choices = new Choices(workbook);
  sheets.forEach(({ columns }, index) => addValidations(worksheets[index]!, columns, choices));
  await pipeline(Readable.from(withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()))), out);
}

function addSheet(workbook: Workbook, name: string, columns: readonly TemplateColumn[]): Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  columns.forEach((column, index) => {
    const title = column.required ? `${column.title}＊` : column.title;
    const at = sheet.getColumn(index + 1);
    at.width = widthOf({ ...column, title });
    at.numFmt = FORMATS[column.format];
    const cell = sheet.getCell(1, index + 1);
    cell.value = title;
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } };
    if (column.note) cell.note = column.note;
  });
  return sheet;
}

function addValidations(sheet: Worksheet, columns: readonly TemplateColumn[], choices: Choices): void {
  columns.forEach(({ choices: offered }, index) => {
    if (!offered || offered.values.length === 0) return;
    const letters = columnLetters(index);
    const rule: DataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [choices.listOf(offered.values)],
      showErrorMessage: offered.closed,
      errorTitle: '请从下拉列表中选择',
      error: '填写的内容不在可选项之中。',
    };
    // exceljs holds ranges by their text, though its types know single cells alone.
    (sheet as unknown as { dataValidations: { add(range: string, rule: DataValidation): void } }).dataValidations.add(
      `${letters}2:${letters}${LAST_ROW}`,
      rule,
    );
  });
}

/** Lists of choices: inside the rule where they fit, else one column each on a hidden sheet. */
class Choices {
  private readonly columns = new Map<string, string>();
  private sheet: Worksheet | null = null;

  constructor(private readonly workbook: Workbook) {}

  /** The formula that names the list. */
  listOf(values: readonly string[]): string {
    const inline = values.join(',');
    if (inline.length <= MAX_INLINE_LIST && !values.some((value) => /[,"]|^\s|\s$/.test(value))) return `"${inline}"`;
    const key = JSON.stringify(values);
    const known = this.columns.get(key);
    if (known) return known;
    this.sheet ??= this.workbook.addWorksheet(CHOICES_SHEET_NAME, { state: 'veryHidden' });
    const column = this.columns.size + 1;
    values.forEach((value, index) => (this.sheet!.getCell(index + 1, column).value = value));
    const letters = columnLetters(column - 1);
    const list = `'${CHOICES_SHEET_NAME}'!$${letters}$1:$${letters}$${values.length}`;
    this.columns.set(key, list);
    return list;
  }
}

/** The same parts in the same order with fixed times; exceljs states the time of writing. */
async function* withFixedTimes(content: Buffer): AsyncGenerator<Buffer> {
  const source = await fromBufferPromise(content);
  const target = new ZipFile();
  for await (const entry of source.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await source.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    target.addBuffer(Buffer.concat(chunks), entry.fileName, ZIP_TIME);
  }
  target.end();
  yield* target.outputStream as Readable;
}
