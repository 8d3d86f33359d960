import { Injectable } from '@nestjs/common';
import { RowScope } from '@sxbq/kernel';
import { allOf, insertRow, isOneOf, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { balanceScope } from './balance-scope';
import { ShortageList } from './shortage-list.entity';
import { ShortageOccupation } from './shortage-occupation.entity';

export type ShortageListRow = Pick<ShortageList, 'id' | 'regionPrefix' | 'year' | 'edition' | 'source' | 'recordedAt'>;
export type ShortageOccupationRow = Pick<ShortageOccupation, 'rank' | 'occupationCode' | 'name'>;

@Injectable()
export class ShortageListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(
    tx: Transaction,
    list: Omit<ShortageList, 'id' | 'recordedAt'>,
    occupations: readonly ShortageOccupationRow[],
  ): Promise<number> {
    const shortageListId = await insertRow(tx, ShortageList, list);
    await tx.insert(
      ShortageOccupation,
      occupations.map((occupation) => ({ ...occupation, shortageListId })),
    );
    return shortageListId;
  }

  /** Lists the scope may see, newest year and edition first. */
  async list(scope: RowScope): Promise<ShortageListRow[]> {
    const where = balanceScope(scope, 'region_prefix');
    return (await this.dataSource.query(
      `SELECT id, region_prefix AS regionPrefix, year, edition, source, recorded_at AS recordedAt
         FROM shortage_list WHERE ${where.sql} ORDER BY year DESC, id DESC LIMIT 100`,
      [...where.params],
    )) as ShortageListRow[];
  }

  /**
   * The newest list that holds for the region and that the scope may see: the one of the smallest region around it. Null
   * when there is none.
   */
  async newestFor(
    scope: RowScope,
    regionPrefix: string,
  ): Promise<Pick<ShortageListRow, 'id' | 'year' | 'edition'> | null> {
    const visible = balanceScope(scope, 'region_prefix');
    const around = Array.from({ length: regionPrefix.length }, (_value, at) => regionPrefix.slice(0, at + 1));
    if (around.length === 0) return null;
    const where = allOf(visible, isOneOf('region_prefix', around));
    const [newest] = (await this.dataSource.query(
      `SELECT id, year, edition FROM shortage_list WHERE ${where.sql}
        ORDER BY LENGTH(region_prefix) DESC, year DESC, id DESC LIMIT 1`,
      [...where.params],
    )) as Pick<ShortageListRow, 'id' | 'year' | 'edition'>[];
    return newest ?? null;
  }

  /** Occupations of the lists, scarcest first, by list. The caller has read the lists within its scope. */
  async occupations(listIds: readonly number[]): Promise<(ShortageOccupationRow & { readonly listId: number })[]> {
    if (listIds.length === 0) return [];
    return (await this.dataSource.query(
      `SELECT shortage_list_id AS listId, \`rank\`, occupation_code AS occupationCode, name
         FROM shortage_occupation WHERE shortage_list_id IN (?) ORDER BY shortage_list_id, \`rank\``,
      [listIds],
    )) as (ShortageOccupationRow & { listId: number })[];
  }
}
