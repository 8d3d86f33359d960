import { OpenWorkbook, openWorkbook, RawSheet, WorkbookFile } from '../workbook';

/** Goes from sheet to sheet of one file, in whatever order; opens the file anew to go back. */
export class FileCursor {
  private workbook: OpenWorkbook | null = null;
  private sheets: AsyncIterator<RawSheet> | null = null;
  private next = 0;

  constructor(private readonly file: WorkbookFile) {}

  /** The sheet at `index`, not read yet. */
  async sheetAt(index: number): Promise<RawSheet> {
    if (!this.sheets || index < this.next) await this.reopen();
    for (;;) {
      const found = await (this.sheets as AsyncIterator<RawSheet>).next();
      if (found.done) throw new Error(`sheet ${index} has gone`);
      this.next += 1;
      if (this.next === index + 1) return found.value;
    }
  }

  async close(): Promise<void> {
    await this.workbook?.close();
    this.workbook = null;
    this.sheets = null;
  }

  private async reopen(): Promise<void> {
    await this.close();
    this.workbook = await openWorkbook(this.file);
    this.sheets = this.workbook.sheets()[Symbol.asyncIterator]();
    this.next = 0;
  }
}
