import { SetMetadata } from '@nestjs/common';
import { DataSource } from 'typeorm';

export const RETAINED_DATA = 'sxbq:retained-data';

/** Data that is deleted when its keeping time is over. */
export interface RetainedData {
  /** How much would be deleted of what became due before the instant. */
  due(before: Date): Promise<number>;
  /** Deletes up to `limit` of it, in a statement that blocks nobody for long; answers how many. */
  deleteDue(before: Date, limit: number): Promise<number>;
}

/** Marks a provider as the one that deletes a class of data of the retention schedule. */
export const Retains = (dataClass: string): ClassDecorator => SetMetadata(RETAINED_DATA, dataClass);

/** Rows of one table, due by one of its instants; rows without the instant are not due. */
export abstract class DueRows implements RetainedData {
  /** Table and column are ours, never a client's. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: string,
    private readonly column: string,
  ) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      `SELECT COUNT(*) AS number FROM ${this.table} WHERE ${this.column} < ?`,
      [before],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const result = (await this.dataSource.query(`DELETE FROM ${this.table} WHERE ${this.column} < ? LIMIT ?`, [
      before,
      limit,
    ])) as { affectedRows: number };
    return result.affectedRows;
  }
}
