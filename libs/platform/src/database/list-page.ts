import { checkedPage, Page, PageRequest } from '@sxbq/kernel';
import { EntityManager } from 'typeorm';
import { SqlCondition, SqlFragment } from './sql-condition';

/** Anything that runs SQL: a transaction or the data source's own manager. */
export type SqlRunner = Pick<EntityManager, 'query'>;

/**
 * A list of raw rows. `orderBy` comes from a table keyed by an enum and ends with something unique, so that pages never
 * overlap. Behind a unique column no id may follow: the server would sort all rows instead of walking the index.
 */
export interface ListQuery {
  readonly columns: SqlFragment;
  readonly from: SqlFragment;
  readonly where: SqlCondition;
  readonly orderBy: string;
}

/**
 * One page of rows and the number of rows over all pages, in two statements. Refuses a page outside 1–100
 * (PAGE_SIZE_OUT_OF_RANGE).
 */
export async function listPage<Row>(runner: SqlRunner, query: ListQuery, page: PageRequest): Promise<Page<Row>> {
  const { limit, offset } = checkedPage(page);
  const { columns, from, where, orderBy } = query;
  const [items, counted] = (await Promise.all([
    runner.query(`SELECT ${columns.sql} FROM ${from.sql} WHERE ${where.sql} ORDER BY ${orderBy} LIMIT ? OFFSET ?`, [
      ...columns.params,
      ...from.params,
      ...where.params,
      limit,
      offset,
    ]),
    runner.query(`SELECT COUNT(*) AS total FROM ${from.sql} WHERE ${where.sql}`, [...from.params, ...where.params]),
  ])) as [Row[], [{ total: number | string }]];
  return { items, total: Number(counted[0].total) };
}
