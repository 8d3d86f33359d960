import type { MergedRange, RawRow } from '../workbook/raw-row';
import type { Dictionaries } from './cells/column-kind';
import { findHeader, Header, HEADER_SEARCH_ROWS, headerNotFound, SheetFault } from './header';
import { FooterKind, footerKind, isLoneText } from './footer-rows';
import { isBelowTitles } from './units-row';
import { ReadRow, RowReader, shownValue } from './row-reader';
import type { SheetDefinition } from './sheet-definition';

/**
 * Reads one sheet of one file row by row: finds the header, passes over blank rows, and the totals and signatures at
 * the end. Feed it with `push`, finish with `end`.
 */
export class SheetReader {
  private waiting: RawRow[] = [];
  private reader: RowReader | null = null;
  private header: Header | null = null;
  /** Rows like 合计 and 填表人 that are only passed over when nothing follows. */
  private footers: RawRow[] = [];
  /** Rows right below the titles that say units, how to fill in, or the columns' numbers. */
  private hints: RawRow[] = [];
  private isUnreadable = false;

  constructor(
    private readonly sheet: SheetDefinition,
    private readonly dictionaries: Dictionaries,
    private readonly merges: readonly MergedRange[] = [],
  ) {}

  /** Numbers of the rows that were passed over: below the titles and at the end. */
  get passedOver(): readonly number[] {
    return [...this.hints, ...this.footers].map(({ rowNumber }) => rowNumber);
  }

  /** The header once it was found. */
  get foundHeader(): Header | null {
    return this.header;
  }

  /** Faults of the sheet itself; with any of them none of its rows is good. */
  get faults(): readonly SheetFault[] {
    if (this.header) return this.header.faults;
    return this.isUnreadable ? [headerNotFound(this.sheet)] : [];
  }

  /** True when the rows' natural keys cannot be told: no header, or one without a key column. */
  get hasNoKeys(): boolean {
    const positions = this.header?.positions;
    return (
      this.isUnreadable || (positions !== undefined && this.sheet.naturalKey.some((field) => !positions.has(field)))
    );
  }

  /** Rows read from these raw rows; the first ones may come late, when the header has been found. */
  push(rows: readonly RawRow[]): ReadRow[] {
    if (this.isUnreadable) return [];
    if (this.reader) return this.readAll(rows);
    this.waiting.push(...rows);
    return this.waiting.length >= HEADER_SEARCH_ROWS ? this.start() : [];
  }

  /** The rows that were still waiting. */
  end(): ReadRow[] {
    return this.reader || this.isUnreadable || this.waiting.length === 0 ? [] : this.start();
  }

  private start(): ReadRow[] {
    const first = this.waiting;
    this.waiting = [];
    this.header = findHeader(this.sheet, first, this.merges);
    if (!this.header) {
      this.isUnreadable = true;
      return [];
    }
    const { lastRowNumber, positions, faults } = this.header;
    this.reader = new RowReader(this.sheet, positions, this.dictionaries, faults.length === 0, this.merges);
    const rows = first.filter((row) => row.rowNumber > lastRowNumber && !this.reader?.isEmpty(row));
    while (rows[0] && isBelowTitles(rows[0]) && !this.isGoodRow(this.reader, rows[0])) this.hints.push(rows.shift()!);
    return this.readAll(rows);
  }

  private readAll(rows: readonly RawRow[]): ReadRow[] {
    const reader = this.reader as RowReader;
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (reader.isEmpty(row)) continue;
      const kind = this.footers.length > 0 && isLoneText(row) ? 'SIGNATURE' : footerKind(row);
      if (kind === null) {
        for (const footer of this.footers) read.push(this.refusedFooter(reader.read(footer), footer));
        this.footers = [];
        read.push(reader.read(row));
      } else if (kind === 'TOTALS' || !this.isGoodRow(reader, row)) this.footers.push(row);
      else read.push(reader.read(row));
    }
    return read;
  }

  /** What begins like a signature and is good in every cell is a row of the table. */
  private isGoodRow(reader: RowReader, row: RawRow): boolean {
    return reader.read(row).faults.length === 0;
  }

  /** A total or a signature in the middle of the table: one sentence instead of one for each empty cell. */
  private refusedFooter(read: ReadRow, row: RawRow): ReadRow {
    if (read.faults.length === 0) return read;
    const [column] = Object.values(this.sheet.columns);
    const value = shownValue(
      row.cells.find((cell) => cell !== null),
      column as never,
    );
    const message = FOOTER_MESSAGES[footerKind(row) ?? 'SIGNATURE'];
    return { ...read, faults: [{ column: column!.title, value, code: 'FOOTER_ROW', message }] };
  }
}

const FOOTER_MESSAGES: Record<FooterKind, string> = {
  TOTALS: '这是合计（小计）行，不是台账的一行，下面却还有内容；请删去，合计行只能放在表格的最后。',
  SIGNATURE: '这是签名或说明行，不是台账的一行，下面却还有内容；请删去，或移到表格的最后。',
};
