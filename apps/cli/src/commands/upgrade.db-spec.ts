import { AuditChain, Sealer } from '@sxbq/audit';
import { createLogger, migrations, Migrator, PlatformModule } from '@sxbq/platform';
import { Test, TestingModule } from '@nestjs/testing';
import {
  allRows,
  fillTables,
  migrationsOf,
  Release,
  RELEASES,
  Row,
  rowsOf,
} from '../../../../test/support/released-schemas';
import { SpareDatabase } from '../../../../test/support/spare-database';
import { serviceModules } from '../cli.module';

/** 'table.column' that a later release writes anew on purpose, with what it makes of the old value. */
const WRITTEN_ANEW: Readonly<Record<string, (before: unknown) => unknown>> = {};

describe.each(RELEASES)('a database of release %s with data', (release) => {
  const released = migrationsOf(release);
  const spare = new SpareDatabase('upgrade');
  const { config, owner } = spare;
  let before: ReadonlyMap<string, readonly Row[]>;
  let module: TestingModule;

  beforeAll(async () => {
    await fill(spare, release);
    module = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ config, logger: createLogger(config, 'test') }), ...serviceModules],
    }).compile();
    await module.init();
    if (await hasChain()) await chainAnew();
    before = await allRows(owner);
  });
  afterAll(async () => {
    await module.close();
    await spare.drop();
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

describe('an upgrade of the last release with data', () => {
  const spare = new SpareDatabase('upgrade_killed');
  afterAll(() => spare.drop());

  it('killed after every statement ends with the same schema and the same data (R10)', async () => {
    const last = RELEASES.at(-1) as Release;
    const now = async () => ({ schema: await spare.schema(), rows: await allRows(spare.owner) });
    await fill(spare, last);
    const kills = await spare.migrateKilledEverywhere();
    expect(kills).toBeGreaterThan(2 * (migrations.length - migrationsOf(last).length));
    const killed = await now();
    await fill(spare, last);
    await spare.migrate();
    expect(killed).toEqual(await now());
  }, 400_000);
});

async function fill(database: SpareDatabase, release: Release): Promise<void> {
  await database.create();
  await database.migrateAsBefore(migrationsOf(release));
  await fillTables(database.owner);
}
