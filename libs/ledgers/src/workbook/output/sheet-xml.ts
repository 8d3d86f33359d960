import type { ColumnFormat, OutputValue } from '../raw-row';
import { serialOfDate } from '../xlsx/serial-dates';
import { columnLetters, escapeCellText, MAX_CELL_CHARACTERS } from '@sxbq/kernel';

/** Style numbers of the one styles part that every workbook of ours has (see xlsx-package.ts). */
export const STYLE = { general: 0, text: 1, date: 2, header: 3, error: 4 } as const;

/** A row to be written at its own number; `errorColumn` (0-based) is shown in red. */
export interface XmlRow {
  readonly rowNumber: number;
  readonly cells: readonly OutputValue[];
  readonly header?: boolean;
  readonly errorColumn?: number;
}

/** A sheet to be written. Row numbers must rise. */
export interface XmlSheet {
  readonly name: string;
  readonly columns: readonly { readonly width: number; readonly format: ColumnFormat | null }[];
  /** Rows that stay in sight while scrolling. */
  readonly frozenRows: number;
  readonly rows: Iterable<XmlRow> | AsyncIterable<XmlRow>;
}

const ROWS_PER_CHUNK = 500;
const COLUMN_STYLES = { text: STYLE.text, date: STYLE.date, number: STYLE.general };

/** The sheet part as UTF-8 text, in chunks of some hundred rows. */
export async function* sheetXml(sheet: XmlSheet): AsyncGenerator<string, void, undefined> {
  const letters: string[] = [];
  let xml = beginning(sheet);
  let pending = 0;
  for await (const row of sheet.rows) {
    xml += rowXml(row, letters);
    if (++pending < ROWS_PER_CHUNK) continue;
    yield xml;
    xml = '';
    pending = 0;
  }
  yield `${xml}</sheetData></worksheet>`;
}

function beginning({ columns, frozenRows }: XmlSheet): string {
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = columns.map(({ width, format }, index) => {
    const style = format === null ? '' : ` style="${COLUMN_STYLES[format]}"`;
    return `<col min="${index + 1}" max="${index + 1}" width="${width}"${style} customWidth="1"/>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    (widths.length > 0 ? `<cols>${widths.join('')}</cols>` : '') +
    '<sheetData>'
  );
}

function rowXml({ rowNumber, cells, header, errorColumn }: XmlRow, letters: string[]): string {
  let xml = `<row r="${rowNumber}">`;
  for (let column = 0; column < cells.length; column++) {
    const value = cells[column]!;
    if (value === null || value === '' || value === undefined) continue;
    letters[column] ??= columnLetters(column);
    const style = header ? STYLE.header : column === errorColumn ? STYLE.error : undefined;
    xml += cellXml(`${letters[column]!}${rowNumber}`, value, style);
  }
  return `${xml}</row>`;
}

/** Text is always written as text, so that nothing that starts with = + - @ can become a formula (assurance D4). */
function cellXml(reference: string, value: Exclude<OutputValue, null>, style: number | undefined): string {
  switch (typeof value) {
    case 'string': {
      if (value.length > MAX_CELL_CHARACTERS) throw new RangeError(`cell ${reference} is longer than a cell can be`);
      const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
      return `<c r="${reference}" s="${style ?? STYLE.text}" t="inlineStr"><is><t${space}>${escapeCellText(value)}</t></is></c>`;
    }
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`cell ${reference} is not a finite number`);
      return `<c r="${reference}" s="${style ?? STYLE.general}"><v>${value}</v></c>`;
    case 'boolean':
      return `<c r="${reference}" s="${style ?? STYLE.general}" t="b"><v>${value ? 1 : 0}</v></c>`;
    default:
      return `<c r="${reference}" s="${style ?? STYLE.date}"><v>${serialOfDate(value.date)}</v></c>`;
  }
}
