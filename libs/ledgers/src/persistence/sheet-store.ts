import type { Transaction } from '@sxbq/platform';
import { hasAllIds, PreparedRow } from '../domain/prepared-row';
import type { StoredImage } from '../domain/row-permission';
import type { SheetKey } from '../domain/sheet-definition';
import { AgreementPartsStore } from './agreement-parts.store';
import { GraduateWishesStore } from './graduate-wishes.store';
import { PostingMajorsStore } from './posting-majors.store';
import type { SheetParts, WrittenRow } from './sheet-parts';
import { TableStore } from './table-store';
import { SHEET_TABLES, SheetTable, StoredRow, WriteContext } from './tables';

/** A row beside what is stored under its key. */
export interface ComparedRow {
  readonly row: PreparedRow;
  /** Null for a new row. */
  readonly stored: (StoredImage & { readonly found: Found }) | null;
}

/** The stored row itself, for the write that follows. */
export interface Found {
  readonly stored: StoredRow;
  readonly parts: unknown;
  /** Fields that differ and stay as they are stored. */
  readonly kept: readonly string[];
}

const PARTS: Partial<Record<SheetKey, () => SheetParts<unknown>>> = {
  agreement: () => new AgreementPartsStore() as SheetParts<unknown>,
  graduate: () => new GraduateWishesStore() as SheetParts<unknown>,
  posting: () => new PostingMajorsStore() as SheetParts<unknown>,
};

/** Compares and writes the rows of one sheet, batch after batch. */
export class SheetStore {
  private readonly table: SheetTable;
  private readonly rows: TableStore;
  private readonly parts: SheetParts<unknown> | null;

  constructor(
    sheet: SheetKey,
    private readonly context: WriteContext,
  ) {
    this.table = SHEET_TABLES[sheet];
    this.rows = new TableStore(this.table, context);
    this.parts = PARTS[sheet]?.() ?? null;
  }

  async compare(tx: Transaction, rows: readonly PreparedRow[]): Promise<ComparedRow[]> {
    const known = rows.filter(hasAllIds);
    const stored = await this.rows.load(tx, known);
    const parts = await this.parts?.load(
      tx,
      [...stored.values()].map(({ id }) => id),
    );
    return rows.map((row) => {
      const match = hasAllIds(row) ? stored.get(this.rows.keyOf(row)) : undefined;
      return { row, stored: match ? this.imageOf(row, match, parts?.get(match.id)) : null };
    });
  }

  async write(tx: Transaction, created: readonly ComparedRow[], updated: readonly ComparedRow[]): Promise<void> {
    const changed = updated.flatMap(({ row, stored }) => (stored ? [{ row, image: stored, ...stored.found }] : []));
    const added = created.map(({ row }) => row);
    if (added.length > 0) await this.rows.insert(tx, added);
    if (changed.length > 0)
      await this.rows.update(
        tx,
        changed.map(({ row, stored, image: { changes } }) => ({ row, stored, changes })),
      );
    if (!this.parts || added.length + changed.length === 0) return;
    const ids = added.length > 0 ? await this.rows.ids(tx, added) : new Map<string, number>();
    const written: WrittenRow<unknown>[] = [
      ...added.map((row) => ({ id: ids.get(this.rows.keyOf(row)) as number, row, before: null, changed: [] })),
      ...changed.map(({ row, image, stored, parts }) => ({
        id: stored.id,
        row,
        before: { stored, parts },
        changed: image.changes,
      })),
    ];
    await this.parts.write(tx, written, this.context);
  }

  private imageOf(row: PreparedRow, stored: StoredRow, parts: unknown): ComparedRow['stored'] {
    const { table } = this;
    const differing = [...this.rows.changesOf(row, stored), ...(this.parts?.changesOf(row, parts) ?? [])];
    const keptFields = table.keptFields?.(stored) ?? [];
    const kept = differing.filter((field) => keptFields.includes(field));
    const changes = differing.filter((field) => !keptFields.includes(field));
    const isRenewed = changes.length === 0 && table.isRenewed?.(stored) === true;
    return {
      id: stored.id,
      regionCode: (stored['region_code'] as string | undefined) ?? null,
      school: 'owner_region_code' in stored ? ownerOf(stored) : null,
      isFixed: table.isFixed?.(stored) ?? false,
      isFixedForSchool: table.isFixedForSchool?.(stored) ?? false,
      changes: isRenewed ? table.key.slice(-1).map(({ field }) => field) : changes,
      found: { stored, parts, kept },
    };
  }
}

function ownerOf(stored: StoredRow): { id: number; regionCode: string | null } {
  return { id: stored['school_id'] as number, regionCode: stored['owner_region_code'] as string | null };
}
