import { Config, parseDatabaseUrl } from '@sxbq/platform';
import { Connection, createConnection } from 'mysql2/promise';

/** The database's owner, for what the product's own account may not do: the shape of tables, changes to the audit. */
export class DatabaseOwner {
  private connection: Promise<Connection> | undefined;

  constructor(private readonly config: Pick<Config, 'DATABASE_URL' | 'DATABASE_MIGRATION_URL'>) {}

  /** Rows of a SELECT, else what the server says of the statement. */
  async query<Answer = unknown>(sql: string, params: readonly unknown[] = []): Promise<Answer> {
    this.connection ??= this.connect();
    const [answer] = await (await this.connection).query(sql, [...params]);
    return answer as Answer;
  }

  /** Deletes the rows of every table but the migrations'. */
  async empty(): Promise<void> {
    const tables = await this.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'schema\\_migration%'`,
    );
    await this.query('SET FOREIGN_KEY_CHECKS = 0');
    for (const { name } of tables) await this.query(`DELETE FROM \`${name}\``);
    await this.query('SET FOREIGN_KEY_CHECKS = 1');
  }

  async close(): Promise<void> {
    await (await this.connection)?.end();
    this.connection = undefined;
  }

  private connect(): Promise<Connection> {
    const { DATABASE_MIGRATION_URL, DATABASE_URL } = this.config;
    const {
      username: user,
      host,
      port,
      socketPath,
      password,
      database,
    } = parseDatabaseUrl(DATABASE_MIGRATION_URL ?? DATABASE_URL);
    const where = socketPath ? { socketPath } : { host, port };
    return createConnection({ ...where, user, password, database, timezone: 'Z', dateStrings: ['DATE'] });
  }
}
