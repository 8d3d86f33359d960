import {
  ROWS_PER_BATCH,
  type MergedRange,
  type OpenWorkbook,
  type RawRow,
  type RawSheet,
  type WorkbookLimits,
} from '../raw-row';
import { CHOICES_SHEET_NAME } from '../reserved-names';
import { tooManyColumns, tooManyRows } from '../workbook.errors';
import { readContents, type WorkbookContents } from './package-parts';
import { mergedRanges } from './merged-ranges';
import { SharedStringsPart } from './shared-strings';
import { SheetPart, type SheetContext } from './sheet-part';
import { StylesPart } from './styles';
import { readPart, scanPart } from './xml-part';
import { ZipParts } from './zip-parts';

type HiddenColumns = (readonly [number, number])[];
type Shared = Pick<SheetContext, 'strings' | 'dateStyles' | 'paddedStyles'>;

/** An .xlsx whose container and table of contents have been read; sheets are inflated when their rows are asked for. */
export class XlsxWorkbook implements OpenWorkbook {
  private shared: Promise<Shared> | null = null;
  private current: AsyncGenerator<readonly RawRow[]> | null = null;

  private constructor(
    readonly fileName: string,
    private readonly parts: ZipParts,
    private readonly contents: WorkbookContents,
    private readonly limits: WorkbookLimits,
  ) {}

  static async open(fileName: string, content: Buffer, limits: WorkbookLimits): Promise<XlsxWorkbook> {
    const parts = await ZipParts.open(fileName, content, limits);
    return new XlsxWorkbook(fileName, parts, await readContents(parts), limits);
  }

  async *sheets(): AsyncGenerator<RawSheet, void, undefined> {
    for (const { name, hidden, part } of this.contents.sheets) {
      if (name === CHOICES_SHEET_NAME) continue;
      await this.leaveCurrent();
      const hiddenColumns: HiddenColumns = [];
      this.current = this.rows(name, part, hiddenColumns);
      const merges = (): Promise<readonly MergedRange[]> =>
        part === null ? Promise.resolve([]) : mergedRanges(this.parts, part);
      const isHiddenColumn = (column: number) => hiddenColumns.some(([min, max]) => min <= column && column <= max);
      yield { fileName: this.fileName, sheetName: name, hidden, merges, isHiddenColumn, rows: this.current };
    }
    await this.leaveCurrent();
  }

  async close(): Promise<void> {
    await this.leaveCurrent();
    this.shared = null;
    this.parts.close();
  }

  private async leaveCurrent(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.return(undefined);
  }

  private async *rows(
    sheetName: string,
    part: string | null,
    hiddenColumns: HiddenColumns,
  ): AsyncGenerator<readonly RawRow[], void, undefined> {
    const { fileName, limits } = this;
    if (part === null) return;
    const sheet = new SheetPart({
      ...(await this.sharedParts()),
      dateSystem: this.contents.dateSystem,
      maxColumns: limits.maxColumns,
      refuseColumn: (rowNumber) => {
        throw tooManyColumns(fileName, sheetName, rowNumber, limits.maxColumns);
      },
    });
    let seen = 0;
    for await (const _chunk of scanPart(this.parts, part, sheet)) {
      if (sheet.hiddenColumns.length > 0) hiddenColumns.push(...sheet.hiddenColumns.splice(0));
      while (sheet.ready.length >= ROWS_PER_BATCH) {
        seen += ROWS_PER_BATCH;
        if (seen > limits.maxRowsPerSheet) break;
        yield sheet.ready.splice(0, ROWS_PER_BATCH);
      }
      if (seen + sheet.ready.length > limits.maxRowsPerSheet) {
        throw tooManyRows(fileName, sheetName, limits.maxRowsPerSheet);
      }
    }
    if (sheet.ready.length > 0) yield sheet.ready;
  }

  /** Strings and styles, read once, when the first sheet needs them. */
  private sharedParts(): Promise<Shared> {
    this.shared ??= this.readShared();
    return this.shared;
  }

  private async readShared(): Promise<Shared> {
    const { sharedStringsPart, stylesPart } = this.contents;
    const styles = stylesPart ? await readPart(this.parts, stylesPart, new StylesPart()) : null;
    const strings = sharedStringsPart ? await readPart(this.parts, sharedStringsPart, new SharedStringsPart()) : null;
    return {
      dateStyles: styles?.dateStyles() ?? [],
      paddedStyles: styles?.paddedStyles() ?? [],
      strings: strings?.strings ?? [],
    };
  }
}
