import { Connection } from 'mysql2/promise';

const BATCH = 2_000;

/** Inserts `count` rows made by `row(index)`, in multi-row statements. */
export async function insertRows(
  connection: Connection,
  table: string,
  columns: readonly string[],
  count: number,
  row: (index: number) => unknown[],
): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    const rows = Array.from({ length: size }, (_value, offset) => row(from + offset));
    await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [rows]);
  }
}

/** 'YYYY-MM-DD' of the given year, spread over its days by index. */
export function dayOf(year: number, index: number): string {
  return new Date(Date.UTC(year, 0, 1 + (index % 360))).toISOString().slice(0, 10);
}
