import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';

/** Whose facts are read: a column of our own tables, never a client's text. */
export type SubjectColumn = 'school_id' | 'enterprise_id';

/** The organisations of a page, and the (year, D) they are read for. */
export interface FactRequest {
  readonly ids: readonly number[];
  readonly period: ProgrammeYear;
  /** Reference date D, inside the year. */
  readonly asOf: CalendarDate;
}

/** Rows by the organisation they belong to, in the order they came; no row gives an empty list. */
export function byOrganisation<Row extends { readonly organisationId: number }>(
  rows: readonly Row[],
): (organisationId: number) => readonly Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.organisationId);
    if (group) group.push(row);
    else groups.set(row.organisationId, [row]);
  }
  return (organisationId) => groups.get(organisationId) ?? [];
}

/** The instant at which the day begins in Asia/Shanghai: what was recorded before it belongs to an earlier day. */
export function startOfDay(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00+08:00`);
}
