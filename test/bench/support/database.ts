import { dataSourceOptions, loadConfig, Migrator } from '@sxbq/platform';
import { Connection, createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';

/** Brings the benchmark's own, empty database to the current schema and connects to it as its owner. */
export async function freshDatabase(): Promise<Connection> {
  const config = loadConfig(process.env);
  const source = await new DataSource(dataSourceOptions(config)).initialize();
  await new Migrator(source, config).migrate();
  await source.destroy();
  return connect();
}

/** A connection of the database's owner that answers dates as text, as the product's does. */
export function connect(options: { infileStreamFactory?: () => NodeJS.ReadableStream } = {}): Promise<Connection> {
  return createConnection({
    uri: process.env['DATABASE_MIGRATION_URL'] as string,
    charset: 'utf8mb4_unicode_520_ci',
    timezone: 'Z',
    dateStrings: ['DATE'],
    ...options,
  } as Parameters<typeof createConnection>[0]);
}

/** Lets the optimizer know what was just inserted. */
export async function analyze(connection: Connection, tables: readonly string[]): Promise<void> {
  await connection.query(`ANALYZE TABLE ${tables.map((table) => `\`${table}\``).join(', ')}`);
}
