import { SetMetadata } from '@nestjs/common';
import { shanghaiDate, yearOf } from '@sxbq/kernel';
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

/** The last programme year that had ended at the instant: what is kept by the year is due up to it. */
export function lastYearEndedAt(before: Date): number {
  return yearOf(shanghaiDate(before)) - 1;
}

/** Runs `step`, which takes up to `atOnce` rows, until it finds fewer or `limit` is reached; answers how many in all. */
export async function inSteps(limit: number, atOnce: number, step: (rows: number) => Promise<number>): Promise<number> {
  let taken = 0;
  while (taken < limit) {
    const rows = Math.min(atOnce, limit - taken);
    const more = await step(rows);
    taken += more;
    if (more < rows) break;
  }
  return taken;
}

/** Rows of one table, due by one of its instants; rows without the instant are not due. */
export abstract class DueRows implements RetainedData {
  /** Table and column are ours, never a client's. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: string,
    private readonly column: string,
    /** Fewer than a batch where each row takes much with it. */
    private readonly rowsAtOnce = 2_000,
  ) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      `SELECT COUNT(*) AS number FROM ${this.table} WHERE ${this.column} < ?`,
      [before],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    return inSteps(limit, this.rowsAtOnce, async (rows) => {
      const statement = `DELETE FROM ${this.table} WHERE ${this.column} < ? LIMIT ?`;
      const result = (await this.dataSource.query(statement, [before, rows])) as { affectedRows: number };
      return result.affectedRows;
    });
  }
}
