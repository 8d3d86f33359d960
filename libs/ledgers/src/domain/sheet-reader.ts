import type { RawRow } from '../workbook/raw-row';
import type { Dictionaries } from './cells/column-kind';
import { findHeader, Header, HEADER_SEARCH_ROWS, headerNotFound, SheetFault } from './header';
import { isTotalsRow, ReadRow, RowReader } from './row-reader';
import type { SheetDefinition } from './sheet-definition';

/**
 * Reads one sheet of one file row by row: finds the header, passes over blank rows and the totals at the end. Feed it
 * with `push`, finish with `end`.
 */
export class SheetReader {
  private waiting: RawRow[] = [];
  private reader: RowReader | null = null;
  private header: Header | null = null;
  /** Rows like 合计 that are only passed over when nothing follows. */
  private totals: RawRow[] = [];
  private isUnreadable = false;

  constructor(
    private readonly sheet: SheetDefinition,
    private readonly dictionaries: Dictionaries,
  ) {}

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
    this.header = findHeader(this.sheet, first);
    if (!this.header) {
      this.isUnreadable = true;
      return [];
    }
    const { rowNumber, positions, faults } = this.header;
    this.reader = new RowReader(this.sheet, positions, this.dictionaries, faults.length === 0);
    return this.readAll(first.filter((row) => row.rowNumber > rowNumber));
  }

  private readAll(rows: readonly RawRow[]): ReadRow[] {
    const reader = this.reader as RowReader;
    const read: ReadRow[] = [];
    for (const row of rows) {
      if (reader.isEmpty(row)) continue;
      if (isTotalsRow(row)) {
        this.totals.push(row);
        continue;
      }
      for (const total of this.totals) read.push(reader.read(total));
      this.totals = [];
      read.push(reader.read(row));
    }
    return read;
  }
}
