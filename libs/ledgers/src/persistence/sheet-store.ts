import type { Transaction } from '@sxbq/platform';
import { foldedText } from '../domain/cells/cell-text';
import { hasAllIds, PreparedRow } from '../domain/prepared-row';
import type { StoredImage } from '../domain/row-permission';
import type { CellFault, SheetKey } from '../domain/sheet-definition';
import { sheetOf } from '../domain/sheets';
import { AgreementParts, AgreementPartsStore, changedParts, partsOf } from './agreement-parts.store';
import { TableStore } from './table-store';
import { SHEET_TABLES, SheetTable, StoredRow, WriteContext } from './tables';
import type { StoredAgreement } from './tables/agreement.tables';

/** A row beside what is stored under its key. */
export interface ComparedRow {
  readonly row: PreparedRow;
  /** Null for a new row. */
  readonly stored: (StoredImage & { readonly found: Found }) | null;
  /** A value that another stored row holds already and no two rows may share. */
  readonly conflict: CellFault | null;
}

/** The stored row itself, for the write that follows. */
export interface Found {
  readonly stored: StoredRow;
  readonly parts: AgreementParts | null;
}

/** Compares and writes the rows of one sheet, batch after batch. */
export class SheetStore {
  private readonly table: SheetTable;
  private readonly rows: TableStore;
  private readonly parts: AgreementPartsStore | null;

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
    const holders = this.sheet === 'school' ? await this.loadHolders(tx, rows) : new Map<string, string>();
    return rows.map((row) => {
      const match = hasAllIds(row) ? stored.get(this.rows.keyOf(row)) : undefined;
      const conflict = usccConflict(row, holders);
      if (!match) return { row, stored: null, conflict };
      const found = { stored: match, parts: parts?.get(match.id) ?? null };
      return { row, stored: { ...this.imageOf(row, found), found }, conflict };
    });
  }

  async write(
    tx: Transaction,
    created: readonly ComparedRow[],
    updated: readonly ComparedRow[],
    context: WriteContext,
  ): Promise<void> {
    const changed = updated.flatMap(({ row, stored }) => (stored ? [{ row, image: stored, ...stored.found }] : []));
    const added = created.map(({ row }) => row);
    if (added.length > 0) await this.rows.insert(tx, added, context);
    if (changed.length > 0) await this.rows.update(tx, changed, context);
    if (!this.parts) return;
    const agreements = changed.map(({ row, image, stored, parts }) => ({
      row,
      before: { stored: stored as StoredAgreement, parts: parts as AgreementParts },
      changed: image.changes,
    }));
    await this.parts.write(tx, [...added.map((row) => ({ row, before: null, changed: [] })), ...agreements], context);
  }

  private imageOf(row: PreparedRow, { stored, parts }: Found): StoredImage {
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

function usccConflict(row: PreparedRow, holders: ReadonlyMap<string, string>): CellFault | null {
  const uscc = row.values['uscc'];
  const holder = typeof uscc === 'string' ? holders.get(uscc) : undefined;
  if (holder === undefined || foldedText(holder) === foldedText(String(row.values['code']))) return null;
  const message = `系统里学校“${holder}”已登记这个统一社会信用代码，请核对。`;
  return {
    column: sheetOf('school').columns['uscc']?.title ?? '',
    value: String(uscc),
    code: 'DUPLICATE_VALUE',
    message,
  };
}
