import { Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import {
  ROWS_PER_BATCH,
  type CellValue,
  type OpenWorkbook,
  type RawRow,
  type RawSheet,
  type WorkbookLimits,
} from '../raw-row';
import { malformedCsv, tooManyColumns, tooManyRows, unknownEncoding } from '../workbook.errors';
import { asUtf8, beginningOf, detectEncoding, type CsvBytes } from './csv-text';
import { sniffDelimiter } from './delimiter';
import { unguardFormula } from '@sxbq/kernel';

const BYTES_LOOKED_AT = 64 * 1024;
/** Characters of one record; a quote that is never closed would otherwise swallow the file. */
const MAX_RECORD = 1_000_000;

/** A CSV is a workbook of one sheet, named as the file without its extension. */
export class CsvWorkbook implements OpenWorkbook {
  private current: AsyncGenerator<readonly RawRow[]> | null = null;

  private constructor(
    readonly fileName: string,
    private readonly source: CsvBytes,
    private readonly limits: WorkbookLimits,
  ) {}

  /** Throws CSV_ENCODING_UNKNOWN. */
  static open(fileName: string, content: Buffer, limits: WorkbookLimits): CsvWorkbook {
    const source = detectEncoding(content);
    if (!source) throw unknownEncoding(fileName);
    return new CsvWorkbook(fileName, source, limits);
  }

  async *sheets(): AsyncGenerator<RawSheet, void, undefined> {
    this.current = this.rows();
    yield {
      fileName: this.fileName,
      sheetName: sheetNameOf(this.fileName),
      hidden: false,
      merges: () => Promise.resolve([]),
      isHiddenColumn: () => false,
      rows: this.current,
    };
    await this.close();
  }

  async close(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.return(undefined);
  }

  private async *rows(): AsyncGenerator<readonly RawRow[], void, undefined> {
    const parser = Readable.from(asUtf8(this.source), { objectMode: false }).pipe(
      parse({
        delimiter: sniffDelimiter(beginningOf(this.source, BYTES_LOOKED_AT)),
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        max_record_size: MAX_RECORD,
      }),
    );
    let batch: RawRow[] = [];
    let rowNumber = 0;
    let seen = 0;
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        const cells = this.cellsOf(record, ++rowNumber);
        if (cells.length === 0) continue;
        if (++seen > this.limits.maxRowsPerSheet) {
          throw tooManyRows(this.fileName, sheetNameOf(this.fileName), this.limits.maxRowsPerSheet);
        }
        batch.push({ rowNumber, cells });
        if (batch.length < ROWS_PER_BATCH) continue;
        yield batch;
        batch = [];
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      throw malformedCsv(this.fileName, typeof error['lines'] === 'number' ? error['lines'] : null, error.code);
    } finally {
      parser.destroy();
    }
    if (batch.length > 0) yield batch;
  }

  private cellsOf(record: readonly string[], rowNumber: number): CellValue[] {
    let width = record.length;
    while (width > 0 && record[width - 1] === '') width--;
    if (width > this.limits.maxColumns) {
      throw tooManyColumns(this.fileName, sheetNameOf(this.fileName), rowNumber, this.limits.maxColumns);
    }
    const cells: CellValue[] = [];
    for (let i = 0; i < width; i++) cells.push(valueOf(record[i]!));
    return cells;
  }
}

/** ="0101" is how programs are told that 0101 is a text; written by us it would stand behind an apostrophe. */
const TEXT_FORMULA = /^[=＝]"((?:[^"]|"")*)"\s*$/;

function valueOf(field: string): CellValue {
  if (field === '') return null;
  const formula = TEXT_FORMULA.exec(field);
  if (!formula) return unguardFormula(field);
  return formula[1] === '' ? null : formula[1]!.replaceAll('""', '"');
}

function sheetNameOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(0, dot) : fileName;
}
