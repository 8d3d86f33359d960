import { Injectable } from '@nestjs/common';
import { Pool } from 'mysql2';
import { DataSource, QueryFailedError } from 'typeorm';

/**
 * Reads outside of any transaction for the few statements that requests run over and over: straight on the pool, without
 * the query runner, its events and a promise more, which cost such a statement as much again in this process.
 */
@Injectable()
export class HotReads {
  constructor(private readonly dataSource: DataSource) {}

  /** As `DataSource.query`: values are parameters, a list goes into `IN (?)`. */
  query<Row extends object>(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return this.run(sql, params, (done) => this.pool.query(sql, [...params], done));
  }

  /**
   * The same as a prepared statement, kept by each connection: only for a text that does not vary with what a client
   * asks. Its parameters are single values.
   */
  execute<Row extends object>(sql: string, params: readonly (string | number | Date)[]): Promise<Row[]> {
    return this.run(sql, params, (done) => this.pool.execute(sql, [...params], done));
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly pool: Pool }).pool;
  }

  private run<Row extends object>(
    sql: string,
    params: readonly unknown[],
    start: (done: (error: Error | null, rows: unknown) => void) => void,
  ): Promise<Row[]> {
    this.dataSource.logger.logQuery(sql, [...params]);
    return new Promise((resolve, reject) =>
      start((error, rows) => (error ? reject(new QueryFailedError(sql, [...params], error)) : resolve(rows as Row[]))),
    );
  }
}
