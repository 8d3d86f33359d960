import { dataSourceOptions, loadConfig } from '@sxbq/platform';
import { Connection, createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';

/** Brings the benchmark's own, empty database (DATABASE_URL) to the current schema and connects to it. */
export async function freshDatabase(): Promise<Connection> {
  const source = await new DataSource(dataSourceOptions(loadConfig(process.env))).initialize();
  await source.runMigrations({ transaction: 'none' });
  await source.destroy();
  return connect();
}

/** A connection that answers dates as text, as the product's does. */
export function connect(options: { infileStreamFactory?: () => NodeJS.ReadableStream } = {}): Promise<Connection> {
  return createConnection({
    uri: process.env['DATABASE_URL'] as string,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    dateStrings: ['DATE'],
    ...options,
  } as Parameters<typeof createConnection>[0]);
}

/** Lets the optimizer know what was just inserted. */
export async function analyze(connection: Connection, tables: readonly string[]): Promise<void> {
  await connection.query(`ANALYZE TABLE ${tables.map((table) => `\`${table}\``).join(', ')}`);
}
