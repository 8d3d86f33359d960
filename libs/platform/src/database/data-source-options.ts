import { DataSourceOptions } from 'typeorm';
import { Config } from '../config/config';
import { boundedDriver, DatabaseTimeLimits } from './bounded-driver';
import { parseDatabaseUrl } from './database-url';
import { migrations } from './migrations';
import { SnakeNamingStrategy } from './naming-strategy';

/**
 * TypeORM options for the configured database; never synchronizes, migrations run by command only. Without `limits`
 * statements and waiting for a connection take as long as they take: workers and commands do long work.
 */
export function dataSourceOptions(config: Config, limits?: DatabaseTimeLimits): DataSourceOptions {
  const address = parseDatabaseUrl(config.DATABASE_URL);
  return {
    type: address.type,
    ...(limits ? { driver: boundedDriver(address.type, limits) } : {}),
    ...(address.socketPath ? { socketPath: address.socketPath } : { host: address.host, port: address.port }),
    username: address.username,
    password: address.password,
    database: address.database,
    poolSize: config.DATABASE_POOL_SIZE,
    charset: 'utf8mb4_unicode_520_ci',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    connectTimeout: 5_000,
    // A stack trace kept for every statement costs more than many a statement; QueryFailedError names the failed one.
    trace: false,
    extra: { waitForConnections: true, queueLimit: 200, enableKeepAlive: true },
    namingStrategy: new SnakeNamingStrategy(),
    migrations,
    migrationsTableName: 'schema_migration',
    synchronize: false,
    logging: false,
  } as DataSourceOptions;
}
