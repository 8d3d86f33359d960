import { AuditChain, Sealer } from '@sxbq/audit';
import {
  createLogger,
  dataSourceOptions,
  loadConfig,
  Migrator,
  parseDatabaseUrl,
  PlatformModule,
} from '@sxbq/platform';
import { Test, TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { DatabaseOwner } from '../../../../test/support/database-owner';
import { filledTables, firstRelease, Row, rowsOf } from '../../../../test/support/first-release';
import { serviceModules } from '../cli.module';

/** 'table.column' that a later release writes anew on purpose, with what it makes of the old value. */
const WRITTEN_ANEW: Readonly<Record<string, (before: unknown) => unknown>> = {};

describe('a database of release 0.1.0 with data', () => {
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
    const source = await new DataSource({ ...options, migrations: [firstRelease()] }).initialize();
    await source.runMigrations({ transaction: 'none' });
    await source.destroy();
    before = await filledTables(owner);
    module = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ config, logger: createLogger(config, 'test') }), ...serviceModules],
    }).compile();
    await module.init();
  });
  afterAll(async () => {
    await module.close();
    await owner.close();
    await server.query(`DROP DATABASE ${upgraded}`);
    await server.close();
  });

  it('has rows in every table before, and runs every later migration', async () => {
    expect(before.size).toBeGreaterThan(20);
    expect([...before.values()].every((rows) => rows.length === 3)).toBe(true);
    const names = await module.get(Migrator).migrate();
    expect(names.length).toBeGreaterThan(0);
    expect(names).not.toContain('Foundation0000000000001');
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

  it('gets its old audit entries chained, which then verify', async () => {
    const report = await module.get(Sealer, { strict: false }).run();
    expect(report?.sealed).toBe(3);
    expect(await module.get(AuditChain, { strict: false }).verify()).toMatchObject({ intact: true, entryCount: 3 });
  });
});

function afterUpgrade(table: string, column: string, value: unknown): unknown {
  const anew = WRITTEN_ANEW[`${table}.${column}`];
  return anew ? anew(value) : value;
}
