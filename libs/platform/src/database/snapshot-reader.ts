import { Injectable } from '@nestjs/common';
import { PoolConnection } from 'mysql2';
import { DataSource } from 'typeorm';

/** Reads raw rows as arrays, in the order of the SELECT list: the cheapest way for rows by the hundred thousand. */
export interface RowReader {
  /** A statement that changes nothing; values are always parameters, a list goes into `IN (?)`. */
  rows<Row extends readonly unknown[]>(sql: string, params: readonly unknown[]): Promise<Row[]>;
  /**
   * The database's UTC clock ('YYYY-MM-DD HH:MM:SS.ffffff') just before the moment that is read. Of two snapshots the
   * one with the later value misses nothing that was committed before it.
   */
  readonly startedAt: string;
}

/** Lets several statements see one and the same moment of the database, without locking anybody out. */
@Injectable()
export class SnapshotReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a read-only transaction. Nobody waits for its end, since it has nothing to undo; a broken connection is
   * not handed back to the pool as if it were whole.
   */
  async read<T>(work: (reader: RowReader) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const connection = ((await runner.connect()) as PoolConnection).promise();
    const rows: RowReader['rows'] = async (sql, params) => {
      const [found] = await connection.query({ sql, values: [...params], rowsAsArray: true });
      return found as never;
    };
    try {
      const [[startedAt]] = (await rows('SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)', [])) as [[string]];
      await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      return await work({ rows, startedAt });
    } finally {
      // Ending it fails only when the connection is gone.
      void connection
        .query('COMMIT')
        .catch(() => undefined)
        .finally(() => runner.release());
    }
  }
}
