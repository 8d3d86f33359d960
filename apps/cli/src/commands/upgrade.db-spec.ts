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
const WRITTEN_ANEW: Readonly<Record<string, (before: unknown) => unknown>> = {
  'ledger_file.file_name': nameOfPurged,
  'ledger_import_error.file_name': nameOfPurged,
};

/** The content of every file that is filled in is gone, and the names that owners gave them with it. */
function nameOfPurged(before: unknown): string {
  const name = Buffer.from(String(before), 'hex')
    .toString()
    .replace(/^file_name(\d)$/, '已删除的文件-$1.xlsx');
  return Buffer.from(name).toString('hex').toUpperCase();
}

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

describe('an upgrade of the last release whose files are partly gone', () => {
  const spare = new SpareDatabase('upgrade_names');
  afterAll(() => spare.drop());

  it('takes the names of those alone, wherever they are told', async () => {
    await fill(spare, RELEASES.at(-1) as Release);
    const { owner } = spare;
    const [gone, kept] = ['示例某某-材料.csv', '示例某某.xlsx'];
    await owner.query('UPDATE ledger_file SET import_id = 1, file_name = ?, purged_at = NULL WHERE id = 2', [kept]);
    await owner.query('UPDATE ledger_file SET file_name = ? WHERE id = 1', [gone]);
    await owner.query('UPDATE ledger_import_error SET import_id = 1');
    const message = (name: string) => `文件“${name}”缺少工作表`;
    for (const [id, name] of [
      [1, gone],
      [2, kept],
    ] as const)
      await owner.query('UPDATE ledger_import_error SET file_name = ?, message = ? WHERE id = ?', [
        name,
        message(name),
        id,
      ]);
    const places = [gone, kept].map((file) => ({ file, sheet: '培训学员', message: message(file) }));
    await owner.query('UPDATE ledger_import SET sheets = ?, warnings = ? WHERE id = 1', [
      JSON.stringify(places.map(({ file, sheet }) => ({ file, sheet }))),
      JSON.stringify(places),
    ]);
    await spare.migrate();
    const name = '已删除的文件-1.csv';
    expect(await owner.query('SELECT file_name AS name FROM ledger_file WHERE import_id = 1 ORDER BY id')).toEqual([
      { name },
      { name: kept },
    ]);
    expect(
      await owner.query('SELECT file_name AS name, message FROM ledger_import_error WHERE id < 3 ORDER BY id'),
    ).toEqual([
      { name, message: message(name) },
      { name: kept, message: message(kept) },
    ]);
    const [told] = await owner.query<[object]>(
      'SELECT CAST(sheets AS CHAR) AS sheets, CAST(warnings AS CHAR) AS warnings FROM ledger_import WHERE id = 1',
    );
    expect(JSON.stringify(told)).not.toContain(gone.slice(0, -4));
    expect(JSON.stringify(told).split(name)).toHaveLength(1 + 3);
    expect(JSON.stringify(told).split(kept)).toHaveLength(1 + 3);
  });
});

async function fill(database: SpareDatabase, release: Release): Promise<void> {
  await database.create();
  await database.migrateAsBefore(migrationsOf(release));
  await fillTables(database.owner);
}
