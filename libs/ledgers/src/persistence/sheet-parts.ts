import type { EntityId } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import type { PreparedRow } from '../domain/prepared-row';
import type { StoredRow, WriteContext } from './tables';

/** A written row with what belongs to it; `before` is null for a new one. */
export interface WrittenRow<Parts> {
  readonly id: EntityId;
  readonly row: PreparedRow;
  readonly before: { readonly stored: StoredRow; readonly parts: Parts } | null;
  /** The sheet's fields that changed; all of them count for a new row. */
  readonly changed: readonly string[];
}

/** What a sheet's rows say beyond their own table: rows of other tables that belong to them. */
export interface SheetParts<Parts> {
  /** By id; every one of `ids` has an answer. */
  load(tx: Transaction, ids: readonly EntityId[]): Promise<Map<EntityId, Parts>>;
  /** The sheet's fields in which a row differs from its stored parts. */
  changesOf(row: PreparedRow, stored: Parts): string[];
  write(tx: Transaction, written: readonly WrittenRow<Parts>[], context: WriteContext): Promise<void>;
}

/** Written rows of which one of the fields is news. */
export function withNews<Parts>(
  written: readonly WrittenRow<Parts>[],
  fields: readonly string[],
): readonly WrittenRow<Parts>[] {
  return written.filter(({ before, changed }) => before === null || changed.some((field) => fields.includes(field)));
}
