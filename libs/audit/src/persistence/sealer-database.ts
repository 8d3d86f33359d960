import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Config, CONFIG, parseDatabaseUrl } from '@sxbq/platform';
import { createPool, Pool, PoolConnection } from 'mysql2/promise';
import { Rows } from './chain-reads';

/** The database as the sealer may use it: reads the audit, appends to its chain. */
export interface SealerConnection {
  readonly rows: Rows;
  /** A statement that appends; a list of lists goes into `VALUES ?`. */
  append(sql: string, params: readonly unknown[]): Promise<void>;
}

/** The account of AUDIT_DATABASE_URL, connected to when there is something to seal for the first time. */
@Injectable()
export class SealerDatabase implements OnApplicationShutdown {
  private pool: Pool | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async use<T>(work: (connection: SealerConnection) => Promise<T>): Promise<T> {
    const connection = await this.connected().getConnection();
    try {
      return await work(sealerConnection(connection));
    } finally {
      connection.release();
    }
  }

  /** As `use`, one at a time over all processes; null when another is at it. */
  async exclusively<T>(work: (connection: SealerConnection) => Promise<T>): Promise<T | null> {
    const lock = `${this.address.database}.audit-sealer`;
    return this.use(async (connection) => {
      const [[granted] = [0]] = await connection.rows<[number | null]>('SELECT GET_LOCK(?, 0)', [lock]);
      if (Number(granted) !== 1) return null;
      try {
        return await work(connection);
      } finally {
        // Failing means that the connection is gone, and the lock with it.
        await connection.rows('SELECT RELEASE_LOCK(?)', [lock]).catch(() => undefined);
      }
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private get address() {
    return parseDatabaseUrl(this.config.AUDIT_DATABASE_URL ?? this.config.DATABASE_URL);
  }

  private connected(): Pool {
    const { host, port, socketPath, username: user, password, database } = this.address;
    const where = socketPath ? { socketPath } : { host, port };
    this.pool ??= createPool({
      ...where,
      user,
      password,
      database,
      charset: 'utf8mb4_unicode_520_ci',
      connectionLimit: 2,
    });
    return this.pool;
  }
}

function sealerConnection(connection: PoolConnection): SealerConnection {
  return {
    rows: async (sql, params) => {
      const [found] = await connection.query({ sql, values: [...params], rowsAsArray: true });
      return found as never;
    },
    append: async (sql, params) => {
      await connection.query(sql, [...params]);
    },
  };
}
