import { Config, dataSourceOptions, loadConfig, Migrator, parseDatabaseUrl } from '@sxbq/platform';
import { DataSource, DataSourceOptions } from 'typeorm';
import { DatabaseOwner } from './database-owner';

const URLS = ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'AUDIT_DATABASE_URL'];
/** Every connection's clock, so that two runs write the same instants. */
const NOW = 1_767_225_600;

export type Migrations = DataSourceOptions['migrations'];
/** Told of each statement that the server has done; true: the connection is killed then. */
export type Interruption = (sql: string, params: unknown) => boolean;

/** Records of steps, and the one change that is made of every table; with how often each kind is killed. */
const LIKE_EACH_OTHER: readonly (readonly [RegExp, number])[] = [
  [/`schema_migration_step`/, 40],
  [/^ALTER TABLE `\w+` (?:MODIFY|DEFAULT)/, 6],
];

/** A database of its own beside the jest worker's, empty at first, for what changes the shape of tables. */
export class SpareDatabase {
  readonly environment: Record<string, string>;
  readonly config: Config;
  readonly owner: DatabaseOwner;
  private readonly server: DatabaseOwner;
  private readonly name: string;

  constructor(suffix: string) {
    const environment = { ...process.env, LOG_LEVEL: 'silent', NODE_ENV: 'test' };
    this.name = `${parseDatabaseUrl(process.env['DATABASE_URL'] as string).database}_${suffix}`;
    const urls = URLS.map((variable) => {
      const url = new URL(process.env[variable] as string);
      url.pathname = `/${this.name}`;
      return [variable, url.toString()];
    });
    this.environment = { ...environment, ...(Object.fromEntries(urls) as Record<string, string>) };
    this.config = loadConfig(this.environment);
    this.owner = new DatabaseOwner(this.config);
    this.server = new DatabaseOwner(loadConfig(environment));
  }

  async create(): Promise<void> {
    await this.owner.close();
    await this.server.query(`DROP DATABASE IF EXISTS ${this.name}`);
    await this.server.query(`CREATE DATABASE ${this.name}`);
  }

  async drop(): Promise<void> {
    await this.owner.close();
    await this.server.query(`DROP DATABASE IF EXISTS ${this.name}`);
    await this.server.close();
  }

  /** As the runner of release 0.3.0 and before did it, which kept no steps. */
  async migrateAsBefore(migrations: Migrations): Promise<void> {
    await this.asOwner(migrations, (source) => source.runMigrations({ transaction: 'none' }));
  }

  async migrate(migrations?: Migrations): Promise<string[]> {
    return this.attempt(migrations, () => false);
  }

  /**
   * Migrates and kills the connection after a statement again and again, until no statement is left after which it was
   * not killed, and gives how often it was. Of statements that are like each other some stand for all.
   */
  async migrateKilledEverywhere(migrations?: Migrations): Promise<number> {
    const seen = new Set<string>();
    const left = LIKE_EACH_OTHER.map(([pattern, kills]) => ({ pattern, kills }));
    for (let kills = 0; ; kills++) {
      let killed = false;
      await this.attempt(migrations, (sql, params) => {
        const statement = JSON.stringify([sql, params]);
        if (killed || seen.has(statement)) return false;
        seen.add(statement);
        const alike = left.find(({ pattern }) => pattern.test(sql));
        killed = !alike || alike.kills-- > 0;
        return killed;
      }).catch((error: unknown) => {
        if (!killed) throw error as Error;
      });
      if (!killed) return kills;
    }
  }

  /** SHOW CREATE TABLE of every table, without how far numbers have been given out. */
  async schema(): Promise<Record<string, string>> {
    const tables = await this.owner.query<{ name: string }[]>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME',
    );
    const shown: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await this.owner.query<Record<string, string>[]>(`SHOW CREATE TABLE \`${name}\``);
      shown[name] = (row?.['Create Table'] as string).replace(/ AUTO_INCREMENT=\d+/, '');
    }
    return shown;
  }

  private attempt(migrations: Migrations, interruption: Interruption): Promise<string[]> {
    return this.asOwner(migrations, (source) => {
      interrupt(source, interruption, (id) => this.server.query(`KILL ${id}`));
      return new Migrator(source, { ...this.config, DATABASE_MIGRATION_URL: undefined }).migrate();
    });
  }

  private async asOwner<T>(migrations: Migrations, work: (source: DataSource) => Promise<T>): Promise<T> {
    const url = this.config.DATABASE_MIGRATION_URL as string;
    const options = dataSourceOptions({ ...this.config, DATABASE_URL: url, DATABASE_POOL_SIZE: 2 });
    const source = await new DataSource({ ...options, ...(migrations ? { migrations } : {}) }).initialize();
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  }
}

function interrupt(source: DataSource, interruption: Interruption, kill: (id: number) => Promise<unknown>): void {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    const run = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
    let id: Promise<number> | undefined;
    const connect = async (): Promise<number> => {
      await run(`SET SESSION timestamp = ${NOW}`);
      const [row] = (await run('SELECT CONNECTION_ID() AS id')) as { id: number }[];
      return Number(row?.id);
    };
    runner.query = (async (sql: string, ...rest: unknown[]) => {
      const connection = await (id ??= connect());
      const answer = await run(sql, ...rest);
      if (!interruption(sql, rest[0])) return answer;
      await kill(connection);
      throw new Error('the process is gone');
    }) as typeof runner.query;
    return runner;
  };
}
