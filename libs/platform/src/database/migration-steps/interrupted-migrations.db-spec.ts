import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { MigrationInterface, QueryRunner } from 'typeorm';
import { SpareDatabase } from '../../../../../test/support/spare-database';
import { Labels, Shelves, Twice, TwiceOtherwise } from '../../../../../test/support/specimen-migrations';
import { migrations } from '../migrations';
import { Foundation } from '../migrations/0001-foundation';

const LONG = 400_000;
const NAMES = migrations.map((Migration) => new Migration().name as string);

describe('a migration that is killed', () => {
  const whole = new SpareDatabase('whole');
  const broken = new SpareDatabase('broken');
  let schema: Record<string, string>;

  beforeAll(async () => {
    await whole.create();
    expect(await whole.migrate()).toEqual(NAMES);
    schema = await whole.schema();
  }, LONG);
  beforeEach(() => broken.create());
  afterAll(async () => {
    await whole.drop();
    await broken.drop();
  });

  it(
    'goes on after any statement, on an empty database, and ends with the same schema (R10)',
    async () => {
      const kills = await broken.migrateKilledEverywhere();
      const statements = await Promise.all(migrations.map((Migration) => statementsOf(new Migration())));
      expect(kills).toBeGreaterThan(new Set(statements.flat()).size);
      expect(await broken.schema()).toEqual(schema);
      expect(await broken.migrate()).toEqual([]);
      expect(await broken.owner.query('SELECT * FROM schema_migration_step')).toEqual([]);
      expect(await broken.owner.query('SELECT timestamp, name FROM schema_migration ORDER BY id')).toEqual(
        await whole.owner.query('SELECT timestamp, name FROM schema_migration ORDER BY id'),
      );
    },
    LONG,
  );

  it(
    'goes on after kill −9 of the process while the server is at a statement (R10)',
    async () => {
      for (const statement of [9, 12, 121, 260, 75]) {
        const child = await migrating(broken, statement);
        child.stdin?.write('go\n');
        expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      }
      await broken.migrate();
      expect(await broken.schema()).toEqual(schema);
    },
    LONG,
  );

  it(
    'is run once when two processes start on an empty database together (R10)',
    async () => {
      const children = await Promise.all([migrating(broken), migrating(broken)]);
      const outputs = children.map(outputOf);
      for (const child of children) child.stdin?.write('go\n');
      const said = (await Promise.all(outputs)).map((output) => /RAN (.*)/.exec(output)?.[1] ?? output).sort();
      expect(said).toEqual([JSON.stringify(NAMES), '[]'].sort());
      expect(await broken.schema()).toEqual(schema);
    },
    LONG,
  );

  describe('and was begun by the runner of 0.3.0, which kept no steps', () => {
    let foundation: string[];
    beforeAll(async () => {
      foundation = await statementsOf(new Foundation());
    });

    it(
      'goes on with what is there, wherever that runner stopped',
      async () => {
        await broken.migrate([Foundation]);
        const expected = await broken.schema();
        for (const done of [1, 2, 24, 40, foundation.length]) {
          await begunBefore(foundation.slice(0, done));
          expect(await broken.migrate([Foundation])).toEqual(NAMES.slice(0, 1));
          expect(await broken.schema()).toEqual(expected);
        }
      },
      LONG,
    );

    it('takes no table for its own that has other columns, and goes on once it is gone', async () => {
      await begunBefore(foundation.slice(0, 1));
      await broken.owner.query('CREATE TABLE inbox_message (something INT)');
      for (const _try of [1, 2])
        await expect(broken.migrate([Foundation])).rejects.toThrow("'inbox_message' already exists");
      await broken.owner.query('DROP TABLE inbox_message');
      expect(await broken.migrate([Foundation])).toEqual(NAMES.slice(0, 1));
    });

    async function begunBefore(statements: readonly string[]): Promise<void> {
      await broken.create();
      await broken.migrateAsBefore([]);
      for (const statement of statements) await broken.owner.query(statement);
    }
  });

  describe('and writes data', () => {
    const SPECIMENS = [Shelves, Labels];
    const expected = [
      { id: 1, label: 'A-1', number: 11 },
      { id: 2, label: 'B-2', number: 21 },
      { id: 3, label: 'C-3', number: 31 },
    ];

    it(
      'writes each row once, whether it says values or reads and computes them',
      async () => {
        expect(await broken.migrateKilledEverywhere(SPECIMENS)).toBeGreaterThan(60);
        expect(await broken.owner.query('SELECT id, label, number FROM shelf ORDER BY id')).toEqual(expected);
        expect(await broken.owner.query('SELECT label FROM shelf_label ORDER BY label')).toEqual(
          expected.map(({ label }) => ({ label })),
        );
        const schemaKilled = await broken.schema();
        await broken.create();
        await broken.migrate(SPECIMENS);
        expect(schemaKilled).toEqual(await broken.schema());
      },
      LONG,
    );

    it('forgets a statement that the server refused: the next run is refused as well', async () => {
      for (const _try of [1, 2]) await expect(broken.migrate([Twice])).rejects.toThrow("'twice' already exists");
    });

    it('is not continued by a program that says something else', async () => {
      await expect(broken.migrate([Twice])).rejects.toThrow();
      await expect(broken.migrate([TwiceOtherwise])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
    });
  });
});

/** A process of its own that waits to migrate, from the same sources. */
async function migrating(database: SpareDatabase, fatal = 0): Promise<ChildProcess> {
  const support = path.resolve(__dirname, '../../../../../test/support/migrate-child.ts');
  const loader = path.resolve(__dirname, '../../threads/run-typescript.cjs');
  const child = spawn(process.execPath, [loader, support, String(fatal)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: database.environment,
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
  await once(child, 'close');
  return output;
}

async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const statements: string[] = [];
  const runner = {
    query: (sql: string) => {
      statements.push(sql);
      return Promise.resolve([]);
    },
  };
  await migration.up(runner as unknown as QueryRunner);
  return statements;
}
