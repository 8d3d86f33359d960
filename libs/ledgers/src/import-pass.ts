import { FieldCipher, Transaction } from '@sxbq/platform';
import { ErrorList } from './domain/error-list';
import { ImportScope } from './domain/import-scope';
import { ImportMode } from './domain/import-status';
import type { ImportWarning, SheetPlace } from './domain/ledger-error';
import { hasAllIds, PreparedRow } from './domain/prepared-row';
import { OUTSIDE, outsideFault, refusalOf, StoredImage } from './domain/row-permission';
import { keyOf } from './domain/row-reader';
import type { SheetCounts } from './domain/sheet-counts';
import { NO_ROWS } from './domain/sheet-counts';
import type { CellFault, SheetDefinition, SheetKey } from './domain/sheet-definition';
import { LEDGER_SHEETS, sheetOf } from './domain/sheets';
import { TouchedFacts } from './domain/touched-facts';
import { ReferenceBook } from './persistence/reference-book';
import { BatchCheck, batchCheckOf, PostingKnowledge } from './persistence/batch-checks';
import { ComparedRow, SheetStore } from './persistence/sheet-store';
import type { WriteContext } from './persistence/tables';
import type { ReaderMessage } from './reading/reader-messages';
import { placeKey } from './reading/reader-messages';
import { RowPreparer } from './row-preparer';
import { WriteQueue } from './write-queue';

export interface PassOptions {
  readonly mode: ImportMode;
  readonly scope: ImportScope;
  readonly context: WriteContext;
  readonly postings: PostingKnowledge;
  /** Writes go on after a bad row; else the first one stops them, since all of them will be undone. */
  readonly writesDespiteErrors: boolean;
}

type RowsMessage = Extract<ReaderMessage, { kind: 'ROWS' }>;

interface SheetWork {
  readonly definition: SheetDefinition;
  readonly preparer: RowPreparer;
  readonly store: SheetStore;
  readonly check: BatchCheck | null;
}

/** One reading of the files of an import, inside one transaction: checks, compares, writes. */
export class ImportPass {
  readonly errors = new ErrorList();
  readonly warnings: ImportWarning[] = [];
  readonly places: SheetPlace[] = [];
  readonly touched = new TouchedFacts();
  /** Rows that turned out bad after they had been taken for good. */
  readonly lateRejects = new Set<string>();
  /** A file that cannot be read: nothing may be written, in no mode. */
  isUnreadable = false;
  rowsRead = 0;
  private readonly counts = new Map<SheetKey, SheetCounts>();
  private readonly book: ReferenceBook;
  private work: SheetWork | null = null;
  /** Rows of the sheet being read of which something stays as it is stored. */
  private keptRows: number[] = [];
  /** Compared rows that are written when the next ones are being compared. */
  private waiting: { readonly work: SheetWork; readonly rows: readonly ComparedRow[] } | null = null;
  private readonly writes = new WriteQueue();

  constructor(
    private readonly tx: Transaction,
    private readonly cipher: FieldCipher,
    private readonly options: PassOptions,
  ) {
    this.book = new ReferenceBook(tx);
  }

  /** Chinese sheet name → counts, in the order sheets are applied. */
  get sheetCounts(): Record<string, SheetCounts> {
    return Object.fromEntries(
      LEDGER_SHEETS.flatMap(({ key, name }) => {
        const counts = this.counts.get(key);
        return counts ? [[name, counts]] : [];
      }),
    );
  }

  async take(message: ReaderMessage): Promise<void> {
    switch (message.kind) {
      case 'ROWS':
        return this.takeRows(message);
      case 'LATE':
        for (const { place, fault } of message.faults) {
          this.errors.addCells(place, place.row, [fault]);
          this.lateRejects.add(placeKey(place.file, place.sheet, place.row));
        }
        return;
      case 'SHEET_END':
        await this.settle();
        return this.endSheet(message);
      case 'WARNINGS':
        this.warnings.push(...message.warnings);
        return;
      case 'REFUSED_SHEET':
        this.errors.add(message.error);
        this.places.push({ file: message.error.file, sheet: message.error.sheet, headerRow: null });
        return;
      case 'REFUSED':
        this.isUnreadable = true;
        for (const error of message.errors) this.errors.add(error);
    }
  }

  private endSheet({ sheet, place, faults, hasNoKeys }: Extract<ReaderMessage, { kind: 'SHEET_END' }>): void {
    this.errors.addSheet(place, faults);
    this.places.push(place);
    if (hasNoKeys || !this.options.scope.mayBringIn(sheet)) this.book.noteUnreadable(sheet);
    if (this.keptRows.length > 0) this.warnings.push({ ...place, column: null, message: keptNotice(this.keptRows) });
    this.keptRows = [];
    this.add(sheet, {});
  }

  private async takeRows(message: RowsMessage): Promise<void> {
    const work = await this.workOn(message.sheet);
    this.rowsRead += message.read;
    if (!this.options.scope.mayBringIn(message.sheet)) return this.refuseAll(message, work);
    const references = await this.badReferences(message, work);
    for (const [index, { row, key, faults }] of message.bad.entries()) {
      const all = inColumnOrder(work.definition, [...faults, ...(references[index] ?? [])]);
      this.errors.addCells({ file: message.file, sheet: message.sheetName }, row, all);
      if (key !== null) this.book.note(message.sheet, key, false);
    }
    this.add(message.sheet, { rejected: message.bad.length });
    const prepared = await this.prepareRows(message, work);
    // The rows before these are written while the database looks for these: no two rows of a sheet share a key.
    const comparing = work.store.compare(this.tx, prepared);
    const [compared] = await Promise.all([comparing, this.writeWaiting()]);
    const allowed = compared.filter((row) => this.isAllowed(message, work, row));
    const good = await this.unopposed(message, work, allowed);
    for (const { row, stored } of good) {
      this.noteGood(work, row);
      if (stored && stored.found.kept.length > 0) this.keptRows.push(row.rowNumber);
    }
    this.waiting = { work, rows: good };
  }

  /** A sheet that is not the importer's to bring in: nothing of it is looked up. */
  private refuseAll({ file, sheetName, sheet, good, bad }: RowsMessage, { definition }: SheetWork): void {
    const rows = [...good.map(([row]) => row), ...bad.map(({ row }) => row)];
    for (const row of rows) this.errors.addCells({ file, sheet: sheetName }, row, [outsideFault(definition, null)]);
    this.add(sheet, { rejected: rows.length });
  }

  /** The rows against which the database has nothing to say; those that change nothing are not asked about. */
  private async unopposed(
    message: RowsMessage,
    work: SheetWork,
    rows: readonly ComparedRow[],
  ): Promise<readonly ComparedRow[]> {
    if (work.check === null) return rows;
    const asked = rows.filter(({ stored }) => stored === null || stored.changes.length > 0);
    const faults = await work.check.faultsOf(this.tx, asked);
    const opposed = new Map<ComparedRow, readonly CellFault[]>();
    asked.forEach((row, index) => {
      const against = faults[index] ?? [];
      if (against.length > 0) opposed.set(row, against);
    });
    for (const [{ row }, against] of opposed) this.refuse(message, work, row, against);
    return rows.filter((row) => !opposed.has(row));
  }

  /** Everything taken so far is in the database, as far as this transaction sees it. */
  async settle(): Promise<void> {
    await this.writeWaiting();
    await this.writes.drain();
  }

  /** What the readable cells of bad rows refer to is looked up too, so that all their faults are told at once. */
  private async badReferences({ bad }: RowsMessage, { preparer }: SheetWork): Promise<(readonly CellFault[])[]> {
    if (bad.length === 0) return [];
    const prepared = await preparer.prepare(bad.map(({ row, readable }) => [row, readable]));
    return prepared.map(({ faults }) => this.told(faults));
  }

  private async workOn(sheet: SheetKey): Promise<SheetWork> {
    if (this.work?.definition.key === sheet) return this.work;
    await this.settle();
    const definition = sheetOf(sheet);
    this.work = {
      definition,
      preparer: new RowPreparer(definition, this.book, this.cipher),
      store: new SheetStore(sheet, this.options.context),
      check: batchCheckOf(sheet, this.options.postings),
    };
    return this.work;
  }

  private async prepareRows(message: RowsMessage, work: SheetWork): Promise<PreparedRow[]> {
    const good: PreparedRow[] = [];
    for (const { row, faults } of await work.preparer.prepare(message.good)) {
      if (faults.length === 0) good.push(row);
      else this.refuse(message, work, row, this.told(faults));
    }
    return good;
  }

  /**
   * In all-or-nothing mode a referred row with bad cells is told there alone. An enterprise does not learn which other
   * enterprises are registered.
   */
  private told(found: readonly CellFault[]): readonly CellFault[] {
    const faults = this.options.scope.isEnterprise ? found.map(asOutside) : found;
    if (this.options.mode !== ImportMode.ALL_OR_NOTHING) return faults;
    return faults.filter(({ code }) => code !== 'REFERENCED_ROW_REJECTED');
  }

  private isAllowed(message: RowsMessage, work: SheetWork, { row, stored }: ComparedRow): boolean {
    const fault = refusalOf(work.definition, row, stored, this.options.scope);
    if (fault) this.refuse(message, work, row, [fault]);
    return fault === null;
  }

  private refuse(
    { file, sheetName, sheet }: RowsMessage,
    work: SheetWork,
    row: PreparedRow,
    faults: readonly CellFault[],
  ): void {
    this.errors.addCells({ file, sheet: sheetName }, row.rowNumber, faults);
    this.book.note(sheet, this.fileKey(work, row), false);
    this.add(sheet, { rejected: 1 });
  }

  private noteGood(work: SheetWork, row: PreparedRow): void {
    this.book.note(work.definition.key, this.fileKey(work, row), true);
  }

  private fileKey({ definition }: SheetWork, row: PreparedRow): string {
    return keyOf(definition.naturalKey.map((field) => row.values[field] ?? null));
  }

  private async writeWaiting(): Promise<void> {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) await this.write(waiting.work, waiting.rows);
  }

  private async write({ definition, store }: SheetWork, rows: readonly ComparedRow[]): Promise<void> {
    const created = rows.filter(({ stored }) => stored === null);
    const updated = rows.filter(({ stored }) => stored !== null && stored.changes.length > 0);
    const unchanged = rows.length - created.length - updated.length;
    if (this.options.writesDespiteErrors || this.errors.count === 0) {
      const insertable = created.filter(({ row }) => hasAllIds(row));
      await this.writes.push(() => store.write(this.tx, insertable, updated));
      for (const { row, stored } of [...created, ...updated]) this.touched.add(definition, row, touchedBefore(stored));
    }
    this.add(definition.key, { created: created.length, updated: updated.length, unchanged });
  }

  private add(sheet: SheetKey, more: Partial<SheetCounts>): void {
    const counts = this.counts.get(sheet) ?? NO_ROWS;
    this.counts.set(sheet, {
      created: counts.created + (more.created ?? 0),
      updated: counts.updated + (more.updated ?? 0),
      unchanged: counts.unchanged + (more.unchanged ?? 0),
      rejected: counts.rejected + (more.rejected ?? 0),
    });
  }
}

function inColumnOrder({ columns }: SheetDefinition, faults: readonly CellFault[]): readonly CellFault[] {
  if (faults.length < 2) return faults;
  const titles = Object.values(columns).map(({ title }) => title);
  return [...faults].sort((a, b) => titles.indexOf(a.column) - titles.indexOf(b.column));
}

function asOutside(fault: CellFault): CellFault {
  if (fault.code !== 'UNKNOWN_REFERENCE') return fault;
  return { ...fault, code: 'OUT_OF_SCOPE', message: OUTSIDE };
}

/** Rows named in one notice at most. */
const NAMED_ROWS = 10;

function keptNotice(rows: readonly number[]): string {
  const named = rows.slice(0, NAMED_ROWS).join('、');
  const more = rows.length > NAMED_ROWS ? ` 等 ${rows.length} 行` : '';
  return `第 ${named} 行${more}的毕业生已认领自己的档案，联系电话、技能证书、求职意向和期望月薪以本人填写的为准，未按台账改动。`;
}

function touchedBefore(stored: StoredImage | null): { id: number; schoolId: number | null } | null {
  return stored && { id: stored.id, schoolId: stored.school?.id ?? null };
}
