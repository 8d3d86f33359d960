import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, insertRow, isOneOf, listPage, SqlCondition, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { MenuSort } from '../domain/menu-sort';
import { MenuStatus } from '../domain/menu-status';

/** What offers and needs have in common. */
export interface MenuRow {
  readonly id: number;
  readonly code: string;
  readonly status: MenuStatus;
  /** Seats or heads that agreed interests hold. */
  readonly taken: number;
  readonly validUntil: CalendarDate;
  readonly changedAt: Date;
  readonly revision: number;
}

/** Where a kind of entry lies; every name is ours. */
export interface MenuTable {
  readonly entity: EntityTarget<ObjectLiteral> & (new () => object);
  readonly table: string;
  /** Columns of a row, with the alias `m`. */
  readonly columns: string;
  /** The column that `taken` never exceeds. */
  readonly capacity: 'seats' | 'heads';
  /** What a scope may write, and what it may read, of the alias `m`. */
  affairs(scope: RowScope): SqlCondition;
  directory(scope: RowScope): SqlCondition;
}

const ORDER_BY: Readonly<Record<MenuSort, string>> = {
  [MenuSort.RECORDED_ASC]: 'm.id',
  [MenuSort.CHANGED_DESC]: 'm.changed_at DESC, m.id DESC',
  [MenuSort.VALID_UNTIL_ASC]: 'm.valid_until, m.id',
};

/** Offers and needs are kept alike: read within a scope, written on a revision, their places taken under a condition. */
export abstract class MenuRepository<Row extends MenuRow, Filter> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly at: MenuTable,
  ) {}

  protected abstract conditions(filter: Filter): (SqlCondition | null)[];

  list(scope: RowScope, filter: Filter, sort: MenuSort, page: PageRequest): Promise<Page<Row>> {
    return listPage<Row>(
      this.dataSource.manager,
      {
        columns: { sql: this.at.columns, params: [] },
        from: { sql: `${this.at.table} m`, params: [] },
        where: allOf(this.at.directory(scope), ...this.conditions(filter)),
        orderBy: ORDER_BY[sort],
      },
      page,
    );
  }

  /** The entries of `ids` that the scope may read, by id. */
  find(scope: RowScope, ids: readonly number[]): Promise<Map<number, Row>> {
    return this.byIds(ids, this.at.directory(scope));
  }

  /** As `find`, only those that the scope may write. */
  findOwn(scope: RowScope, ids: readonly number[]): Promise<Map<number, Row>> {
    return this.byIds(ids, this.at.affairs(scope));
  }

  /** The entry, locked until the transaction ends; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<Row | null> {
    const where = allOf(equals('m.id', id), this.at.affairs(scope));
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  /** The entry if the scope may read it; with `own`, only one that the scope may write. */
  async read(tx: Transaction, scope: RowScope, id: number, own: boolean): Promise<Row | null> {
    const where = allOf(equals('m.id', id), own ? this.at.affairs(scope) : this.at.directory(scope));
    return (await this.select(tx, where))[0] ?? null;
  }

  insert(tx: Transaction, entry: object): Promise<number> {
    return insertRow(tx, this.at.entity, entry);
  }

  /** Writes the entry of the revision that was read; false when another client was faster. */
  async update(tx: Transaction, read: Pick<MenuRow, 'id' | 'revision'>, change: object): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const result = await tx.update(this.at.entity, at, { ...change, revision: read.revision + 1 });
    return result.affected === 1;
  }

  /** Takes places; false when too few are left or the entry is not published. What is shown as its last change stays. */
  async take(tx: Transaction, id: number, heads: number): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE ${this.at.table} SET taken = taken + ?, changed_at = changed_at
        WHERE id = ? AND taken + ? <= ${this.at.capacity} AND status = ?`,
      [heads, id, heads, MenuStatus.PUBLISHED],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async giveBack(tx: Transaction, id: number, heads: number): Promise<void> {
    await tx.query(
      `UPDATE ${this.at.table} SET taken = taken - ?, changed_at = changed_at WHERE id = ? AND taken >= ?`,
      [heads, id, heads],
    );
  }

  /** Ids of published entries whose last day is past, oldest first. */
  async overdue(today: CalendarDate, limit: number): Promise<number[]> {
    const rows = (await this.dataSource.query(
      `SELECT id FROM ${this.at.table} WHERE status = ? AND valid_until < ? ORDER BY id LIMIT ?`,
      [MenuStatus.PUBLISHED, today, limit],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  private async byIds(ids: readonly number[], visible: SqlCondition): Promise<Map<number, Row>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('m.id', ids), visible));
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<Row[]> {
    const sql = `SELECT ${this.at.columns} FROM ${this.at.table} m WHERE ${where.sql}${suffix}`;
    return (await runner.query(sql, [...where.params])) as Row[];
  }
}
