import { checkedPage, Page, PageRequest } from '@sxbq/kernel';
import { ListQuery, SqlRunner } from './list-page';

/** A list below each of many parents. `groupBy` is the column that holds the parent's id. */
export interface GroupedListQuery extends ListQuery {
  readonly groupBy: string;
}

/**
 * The same page of every parent's list, in two statements whatever the number of parents. Parents without rows are in
 * the answer with an empty page. Refuses a page outside 1–100 (PAGE_SIZE_OUT_OF_RANGE).
 */
export async function groupedPages<Row extends object>(
  runner: SqlRunner,
  query: GroupedListQuery,
  parentIds: readonly number[],
  page: PageRequest,
): Promise<Map<number, Page<Row>>> {
  const { limit, offset } = checkedPage(page);
  const pages = new Map(parentIds.map((id) => [id, { items: [] as Row[], total: 0 }]));
  if (parentIds.length === 0) return pages;
  const { columns, from, where, orderBy, groupBy } = query;
  const rest = `FROM ${from.sql} WHERE ${groupBy} IN (?) AND ${where.sql}`;
  const params = [...from.params, parentIds, ...where.params];
  const [rows, counts] = (await Promise.all([
    runner.query(
      `SELECT * FROM (
         SELECT ${columns.sql}, ${groupBy} AS group_id,
                ROW_NUMBER() OVER (PARTITION BY ${groupBy} ORDER BY ${orderBy}) AS row_in_group ${rest}
       ) ranked
       WHERE row_in_group > ? AND row_in_group <= ? ORDER BY group_id, row_in_group`,
      [...columns.params, ...params, offset, offset + limit],
    ),
    runner.query(`SELECT ${groupBy} AS groupId, COUNT(*) AS total ${rest} GROUP BY ${groupBy}`, params),
  ])) as [(Row & { group_id: number; row_in_group: unknown })[], { groupId: number; total: number | string }[]];
  for (const { group_id: groupId, row_in_group: _position, ...row } of rows) {
    pages.get(groupId)?.items.push(row as unknown as Row);
  }
  for (const { groupId, total } of counts) {
    const counted = pages.get(groupId);
    if (counted) counted.total = Number(total);
  }
  return pages;
}
