import type { CalendarDate } from '@sxbq/kernel';
import { Cell, Workbook, Worksheet } from 'exceljs';
import type { Hand } from './hand';
import type { SheetColumn, SheetRows } from './sheets';
import { withFixedZipTimes } from './zip-times';

/** A blank row comes after so many rows. */
const BLANK_EVERY = 37;

/** A workbook as one hand keeps it; the same input gives the same bytes. `savedOn` goes into its properties. */
export async function workbookFile(
  sheets: readonly SheetRows[],
  title: (sheet: string) => string,
  hand: Hand,
  savedOn: CalendarDate,
): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.creator = workbook.lastModifiedBy = '示例市（示例数据）';
  workbook.created = workbook.modified = new Date(`${savedOn}T01:00:00Z`);
  for (const sheet of sheets) fill(workbook.addWorksheet(sheet.name), sheet, title(sheet.name), hand);
  return withFixedZipTimes(Buffer.from(await workbook.xlsx.writeBuffer()), savedOn);
}

function fill(worksheet: Worksheet, sheet: SheetRows, title: string, hand: Hand): void {
  const { columns, rows } = sheet;
  worksheet.columns = columns.map(({ kind, title: name }) => ({ width: kind === 'text' ? 28 : name.length * 2 + 6 }));
  let at = 1;
  if (hand.style.title) {
    worksheet.mergeCells(at, 1, at, columns.length);
    worksheet.getCell(at, 1).value = title;
    worksheet.getCell(at, 1).font = { bold: true, size: 14 };
    at += 1;
  }
  columns.forEach((column, index) => {
    const cell = worksheet.getCell(at, index + 1);
    cell.value = hand.header(column);
    cell.font = { bold: true };
  });
  const firstRow = ++at;
  rows.forEach((row, index) => {
    if (hand.style.blankRows && index > 0 && index % BLANK_EVERY === 0) at = leaveBlank(worksheet, at, columns.length);
    columns.forEach((column, nth) => write(worksheet.getCell(at, nth + 1), hand, column, row[nth]));
    at += 1;
  });
  if (hand.style.total && rows.length > 0) writeTotal(worksheet, sheet, firstRow, at);
}

function write(cell: Cell, hand: Hand, column: SheetColumn, value: SheetRows['rows'][number][number]): void {
  const written = hand.cell(column, value);
  if (written.value === null) return;
  cell.value = written.value;
  if (written.format) cell.numFmt = written.format;
}

/** Now a row that is not there, now one with framed empty cells. */
function leaveBlank(worksheet: Worksheet, at: number, columns: number): number {
  if (at % 2 === 0) {
    for (let column = 1; column <= columns; column++) {
      worksheet.getCell(at, column).border = { bottom: { style: 'thin' } };
    }
  }
  return at + 1;
}

/** The last row: 合计, with sums where there is something to add up. */
function writeTotal(worksheet: Worksheet, { columns, rows }: SheetRows, firstRow: number, at: number): void {
  worksheet.getCell(at, 1).value = '合计';
  columns.forEach(({ kind, title }, index) => {
    if (kind !== 'whole' || title === '年度') return;
    const letter = worksheet.getColumn(index + 1).letter;
    const result = rows.reduce((sum, row) => sum + Number(row[index] ?? 0), 0);
    worksheet.getCell(at, index + 1).value = { formula: `SUM(${letter}${firstRow}:${letter}${at - 1})`, result };
  });
}
