import { RowReader } from '@sxbq/platform';

/** How the libs above name a partner to a person. */
export interface EnterpriseNameRow {
  readonly id: number;
  readonly uscc: string;
  readonly name: string;
}

/** Names of the enterprises, in one statement. */
export async function readEnterpriseNames(reader: RowReader, ids: readonly number[]): Promise<EnterpriseNameRow[]> {
  if (ids.length === 0) return [];
  const rows = await reader.rows<[number, string, string]>('SELECT id, uscc, name FROM enterprise WHERE id IN (?)', [
    ids,
  ]);
  return rows.map(([id, uscc, name]) => ({ id, uscc, name }));
}
