import { stringify } from 'csv-stringify/sync';
import { encode } from 'iconv-lite';
import type { Hand } from './hand';
import type { SheetRows } from './sheets';

export interface CsvForm {
  readonly encoding: 'utf8' | 'gb18030';
  /** A byte order mark, as Excel writes it. */
  readonly bom: boolean;
  readonly lineBreak: '\r\n' | '\n';
}

const BLANK_EVERY = 211;

/** One sheet as a CSV file named after it: every cell text, title and blank rows as Excel saves them. */
export function csvFile(sheet: SheetRows, title: string, hand: Hand, form: CsvForm): Buffer {
  const { columns, rows } = sheet;
  const records: string[][] = [];
  const blank = columns.map(() => '');
  if (hand.style.title) records.push([title, ...blank.slice(1)]);
  records.push(columns.map((column) => hand.header(column)));
  rows.forEach((row, index) => {
    if (hand.style.blankRows && index > 0 && index % BLANK_EVERY === 0) records.push(blank);
    records.push(columns.map((column, nth) => String(hand.cell(column, row[nth]).value ?? '')));
  });
  if (hand.style.total) records.push(['合计', ...blank.slice(1)]);
  return encode(stringify(records, { record_delimiter: form.lineBreak }), form.encoding, { addBOM: form.bom });
}
