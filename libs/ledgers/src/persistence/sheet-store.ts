import type { Transaction } from '@sxbq/platform';
import { hasAllIds, PreparedRow } from '../domain/prepared-row';
import type { StoredImage } from '../domain/row-permission';
import type { CellFault, SheetKey } from '../domain/sheet-definition';
import { sheetOf } from '../domain/sheets';
import { AgreementParts, AgreementPartsStore, changedParts, partsOf } from './agreement-parts.store';
import { TableStore } from './table-store';
import { SHEET_TABLES, SheetTable, StoredRow, WriteContext } from './tables';
import type { StoredAgreement } from './tables/agreement.tables';

/** A row beside what is stored under its key; `stored` is null for a new one. */
export interface ComparedRow {
  readonly row: PreparedRow;
  readonly stored: StoredImage | null;
}

interface Found {
  readonly stored: StoredRow;
  readonly parts: AgreementParts | null;
}

/** Compares and writes the rows of one sheet, batch after batch. */
export class SheetStore {
  private readonly table: SheetTable;
  private readonly rows: TableStore;
  private readonly parts: AgreementPartsStore | null;
  /** What `compare` found, for the `write` that follows it. */
  private found = new Map<PreparedRow, Found>();
  /** 统一社会信用代码 → school code of the batch's schools as stored. */
  private holders = new Map<string, string>();

  constructor(private readonly sheet: SheetKey) {
    this.table = SHEET_TABLES[sheet];
    this.rows = new TableStore(this.table);
    this.parts = sheet === 'agreement' ? new AgreementPartsStore() : null;
  }

  async compare(tx: Transaction, rows: readonly PreparedRow[]): Promise<ComparedRow[]> {
    const known = rows.filter(hasAllIds);
    const stored = await this.rows.load(tx, known);
    const parts = await this.parts?.load(
      tx,
      [...stored.values()].map(({ id }) => id),
    );
    if (this.sheet === 'school') this.holders = await this.loadHolders(tx, rows);
    this.found = new Map();
    return rows.map((row) => {
      const match = hasAllIds(row) ? stored.get(this.rows.keyOf(row)) : undefined;
      if (!match) return { row, stored: null };
      this.found.set(row, { stored: match, parts: parts?.get(match.id) ?? null });
      return { row, stored: this.imageOf(row, match, parts?.get(match.id) ?? null) };
    });
  }

  /** A value that another stored row holds already and no two rows may share. */
  conflictOf(row: PreparedRow): CellFault | null {
    if (this.sheet !== 'school') return null;
    const uscc = row.values['uscc'];
    const holder = typeof uscc === 'string' ? this.holders.get(uscc) : undefined;
    if (holder === undefined || holder.toUpperCase() === String(row.values['code']).toUpperCase()) return null;
    const message = `系统里学校“${holder}”已登记这个统一社会信用代码，请核对。`;
    return {
      column: sheetOf('school').columns['uscc']?.title ?? '',
      value: String(uscc),
      code: 'DUPLICATE_VALUE',
      message,
    };
  }

  async write(
    tx: Transaction,
    created: readonly ComparedRow[],
    updated: readonly ComparedRow[],
    context: WriteContext,
  ): Promise<void> {
    const changed = updated.map(({ row, stored }) => ({
      row,
      found: this.found.get(row) as Found,
      image: stored as StoredImage,
    }));
    if (created.length > 0)
      await this.rows.insert(
        tx,
        created.map(({ row }) => row),
        context,
      );
    if (changed.length > 0)
      await this.rows.update(
        tx,
        changed.map(({ row, found }) => ({ row, stored: found.stored })),
        context,
      );
    await this.parts?.write(
      tx,
      [
        ...created.map(({ row }) => ({ row, before: null, changed: [] })),
        ...changed.map(({ row, found, image }) => ({
          row,
          before: { stored: found.stored as StoredAgreement, parts: found.parts as AgreementParts },
          changed: image.changes,
        })),
      ],
      context,
    );
  }

  private imageOf(row: PreparedRow, stored: StoredRow, parts: AgreementParts | null): StoredImage {
    const changes = this.rows.changesOf(row, stored).map(({ field }) => field);
    return {
      id: stored.id,
      regionCode: (stored['region_code'] as string | undefined) ?? null,
      school: 'owner_region_code' in stored ? ownerOf(stored) : null,
      isFixed: this.table.isFixed?.(stored) ?? false,
      isFixedForSchool: this.table.isFixedForSchool?.(stored) ?? false,
      changes: parts ? [...changes, ...changedParts(parts, partsOf(row))] : changes,
    };
  }

  private async loadHolders(tx: Transaction, rows: readonly PreparedRow[]): Promise<Map<string, string>> {
    const codes = rows.flatMap(({ values }) => (typeof values['uscc'] === 'string' ? [values['uscc']] : []));
    if (codes.length === 0) return new Map();
    const found = (await tx.query('SELECT uscc, code FROM school WHERE uscc IN (?)', [codes])) as {
      uscc: string;
      code: string;
    }[];
    return new Map(found.map(({ uscc, code }) => [uscc, code]));
  }
}

function ownerOf(stored: StoredRow): { id: number; regionCode: string | null } {
  return { id: stored['school_id'] as number, regionCode: stored['owner_region_code'] as string | null };
}
