import type { LedgerRow } from './sheet-definition';

/** The school a row belongs to; id null while it is only in the file. */
export interface OwnerSchool {
  readonly id: number | null;
  readonly regionCode: string | null;
}

/** The enterprise a row belongs to; the same. */
export type OwnerEnterprise = OwnerSchool;

/** A good row whose references were looked up. */
export interface PreparedRow {
  readonly rowNumber: number;
  readonly values: LedgerRow;
  /** Blamed field of each reference → row id; null when the row is only in the file, a list for list fields. */
  readonly ids: Readonly<Record<string, number | null | readonly (number | null)[]>>;
  /** Null on sheets that belong to no school. */
  readonly school: OwnerSchool | null;
  /** The enterprise the row names; null on sheets that name none. */
  readonly enterprise: OwnerEnterprise | null;
}

/** A row's id by its reference field; the row is only written when every reference has one. */
export function idOf(row: PreparedRow, field: string): number | null {
  return row.ids[field] as number | null;
}

export function hasAllIds(row: PreparedRow): boolean {
  return Object.values(row.ids).every((id) => (Array.isArray(id) ? !id.includes(null) : id !== null));
}
