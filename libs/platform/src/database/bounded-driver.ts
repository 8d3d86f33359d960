import { createPool, Pool, PoolConnection, PoolOptions } from 'mysql2';
import { serviceBusy } from './database-faults';

/** How long a process that answers people may wait for the database (assurance G4); both in milliseconds. */
export interface DatabaseTimeLimits {
  /** The server ends a statement that runs longer, lock waits included. */
  readonly statementMs: number;
  /** Whoever gets no connection within this time is told SERVICE_BUSY. */
  readonly connectionMs: number;
}

type Give = (error: NodeJS.ErrnoException | null, connection: PoolConnection) => void;

/** mysql2 as TypeORM asks for it, whose pools keep the limits. */
export function boundedDriver(
  server: 'mariadb' | 'mysql',
  limits: DatabaseTimeLimits,
): { createPool(options: PoolOptions): Pool } {
  return {
    createPool(options) {
      const pool = createPool(options);
      limitStatements(pool, statementLimit(server, limits.statementMs));
      limitWaiting(pool, limits.connectionMs);
      return pool;
    },
  };
}

/** Sent on each new connection before anything else is. */
function limitStatements(pool: Pool, sql: string): void {
  pool.on('connection', (connection) => {
    (connection as unknown as PoolConnection).query(sql, (error: Error | null) => {
      if (error) connection.destroy();
    });
  });
}

/** MySQL limits reading statements alone; what writes can only wait for locks there. */
function statementLimit(server: 'mariadb' | 'mysql', ms: number): string {
  if (server === 'mariadb') return `SET SESSION max_statement_time = ${ms / 1_000}`;
  return `SET SESSION max_execution_time = ${ms}, innodb_lock_wait_timeout = ${Math.max(1, Math.floor(ms / 1_000))}`;
}

/** The pool's own queue has no time limit. A connection that comes too late goes straight back. */
function limitWaiting(pool: Pool, ms: number): void {
  const take = pool.getConnection.bind(pool) as (give: Give) => void;
  pool.getConnection = (give: Give): void => {
    let gaveUp = false;
    const timer = setTimeout(() => {
      gaveUp = true;
      give(serviceBusy() as NodeJS.ErrnoException, undefined as never);
    }, ms);
    take((error, connection) => {
      clearTimeout(timer);
      if (!gaveUp) give(error, connection);
      else if (!error) connection.release();
    });
  };
}
