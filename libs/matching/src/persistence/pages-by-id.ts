import { RowReader } from '@sxbq/platform';

const PAGE_ROWS = 5_000;

/**
 * The rows of a statement page by page in order of id, so that a province does not lie in memory at once. `select` ends
 * with its WHERE; the first column is the id.
 */
export async function* pagesById<Row extends readonly [id: number, ...unknown[]]>(
  reader: RowReader,
  id: string,
  select: string,
  params: readonly unknown[],
): AsyncGenerator<Row[]> {
  let after = 0;
  for (;;) {
    const page = await reader.rows<Row>(`${select} AND ${id} > ? ORDER BY ${id} LIMIT ${PAGE_ROWS}`, [
      ...params,
      after,
    ]);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE_ROWS) return;
    after = last[0];
  }
}
