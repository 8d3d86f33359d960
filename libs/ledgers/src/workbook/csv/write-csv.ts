import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { encode } from 'iconv-lite';
import type { OutputValue, SheetOutput } from '../raw-row';
import { guardFormula } from '@sxbq/kernel';

/** 'utf8-bom' is what Excel and WPS open without asking; 'gb18030' is for older Chinese systems. */
export type CsvOutputEncoding = 'utf8-bom' | 'gb18030';

const ROWS_PER_CHUNK = 500;
const BOM = '\ufeff';

/**
 * Writes one sheet as CSV (RFC 4180, CRLF) and ends `out`. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, which the reader takes away again. Dates as yyyy-mm-dd, booleans as 是 and 否.
 */
export async function writeCsv(sheet: SheetOutput, out: Writable, encoding: CsvOutputEncoding): Promise<void> {
  await pipeline(Readable.from(csvBytes(sheet, encoding), { objectMode: false }), out);
}

async function* csvBytes(sheet: SheetOutput, encoding: CsvOutputEncoding): AsyncGenerator<Buffer> {
  let pending: string[][] = [sheet.columns.map(({ title }) => guardFormula(title))];
  let lead = encoding === 'utf8-bom' ? BOM : '';
  const flush = () => {
    const text = lead + stringify(pending, { record_delimiter: 'windows', quoted_match: /[\r\n\t;]|^\s|\s$/ });
    lead = '';
    pending = [];
    return encoding === 'gb18030' ? encode(text, 'gb18030') : Buffer.from(text, 'utf8');
  };
  for await (const row of sheet.rows) {
    pending.push(Array.from(row, textOf));
    if (pending.length >= ROWS_PER_CHUNK) yield flush();
  }
  if (pending.length > 0) yield flush();
}

function textOf(value: OutputValue): string {
  if (value === null) return '';
  switch (typeof value) {
    case 'string':
      return guardFormula(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value ? '是' : '否';
    default:
      return value.date;
  }
}
