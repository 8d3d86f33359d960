import { AuditChain, Sealer } from '@sxbq/audit';
import {
  createLogger,
  dataSourceOptions,
  loadConfig,
  migrations,
  Migrator,
  parseDatabaseUrl,
  PlatformModule,
} from '@sxbq/platform';
import { Test, TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { DatabaseOwner } from '../../../../test/support/database-owner';
import { allRows, fillTables, migrationsOf, RELEASES, Row, rowsOf } from '../../../../test/support/released-schemas';
import { serviceModules } from '../cli.module';

/** 'table.column' that a later release writes anew on purpose, with what it makes of the old value. */
const WRITTEN_ANEW: Readonly<Record<string, (before: unknown) => unknown>> = {};

describe.each(RELEASES)('a database of release %s with data', (release) => {
  const released = migrationsOf(release);
  const environment = { ...process.env, LOG_LEVEL: 'silent', NODE_ENV: 'test' };
  const { database } = parseDatabaseUrl(process.env['DATABASE_URL'] as string);
  const upgraded = `${database}_upgrade`;
  const urls = Object.fromEntries(
    ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'AUDIT_DATABASE_URL'].map((name) => {
      const url = new URL(process.env[name] as string);
      url.pathname = `/${upgraded}`;
      return [name, url.toString()];
    }),
  );
  const config = loadConfig({ ...environment, ...urls });
  const server = new DatabaseOwner(loadConfig(environment));
  const owner = new DatabaseOwner(config);
  let before: ReadonlyMap<string, readonly Row[]>;
  let module: TestingModule;

  beforeAll(async () => {
    await server.query(`DROP DATABASE IF EXISTS ${upgraded}`);
    await server.query(`CREATE DATABASE ${upgraded}`);
    const options = dataSourceOptions({ ...config, DATABASE_URL: config.DATABASE_MIGRATION_URL as string });
    const source = await new DataSource({ ...options, migrations: released }).initialize();
    await source.runMigrations({ transaction: 'none' });
    await source.destroy();
    await fillTables(owner);
    module = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ config, logger: createLogger(config, 'test') }), ...serviceModules],
    }).compile();
    await module.init();
    if (await hasChain()) await chainAnew();
    before = await allRows(owner);
  });
  afterAll(async () => {
    await module.close();
    await owner.close();
    await server.query(`DROP DATABASE ${upgraded}`);
    await server.close();
  });

  const hasChain = async () => (await owner.query<object[]>("SHOW TABLES LIKE 'audit_link'")).length > 0;
  /** A chain that verifies stands for what was filled in. */
  async function chainAnew(): Promise<void> {
    for (const table of ['audit_link', 'audit_head', 'audit_key']) await owner.query(`DELETE FROM ${table}`);
    expect((await seal())?.sealed).toBe(3);
  }
  const seal = () => module.get(Sealer, { strict: false }).run();

  it('has rows in every table before, and runs every later migration', async () => {
    expect(before.size).toBeGreaterThan(20);
    expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
    const names = await module.get(Migrator).migrate();
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual(migrations.slice(released.length).map((Migration) => new Migration().name));
    expect(await module.get(Migrator).hasPending()).toBe(false);
    expect(await module.get(Migrator).drift()).toEqual([]);
  });

  it('keeps every row and every value', async () => {
    for (const [table, rows] of before) {
      const columns = Object.keys(rows[0] as Row);
      const expected = rows.map((row) =>
        Object.fromEntries(columns.map((column) => [column, afterUpgrade(table, column, row[column])])),
      );
      expect({ table, rows: await rowsOf(owner, table, columns) }).toEqual({ table, rows: expected });
    }
  });

  it('has its audit entries chained by then, none a second time, and they verify', async () => {
    const wasChained = before.has('audit_link');
    expect((await seal())?.sealed).toBe(wasChained ? 0 : 3);
    expect(await module.get(AuditChain, { strict: false }).verify()).toMatchObject({ intact: true, entryCount: 3 });
  });
});

function afterUpgrade(table: string, column: string, value: unknown): unknown {
  const anew = WRITTEN_ANEW[`${table}.${column}`];
  return anew ? anew(value) : value;
}
