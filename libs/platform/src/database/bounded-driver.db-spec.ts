import { DataSource, QueryRunner } from 'typeorm';
import { loadConfig } from '../config/config';
import { dataSourceOptions } from './data-source-options';
import { databaseRefusal } from './database-faults';
import { HotReads } from './hot-reads';

const POOL = 2;

describe('the database under time limits (G4)', () => {
  let source: DataSource;

  beforeAll(async () => {
    const config = loadConfig({ LOG_LEVEL: 'silent', ...process.env, DATABASE_POOL_SIZE: String(POOL) });
    source = await new DataSource(dataSourceOptions(config, { statementMs: 300, connectionMs: 400 })).initialize();
  });
  afterAll(() => source.destroy());

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'answered',
      (error: unknown) => error,
    );
  const exhaust = async (): Promise<QueryRunner[]> => {
    const runners = Array.from({ length: POOL }, () => source.createQueryRunner());
    for (const runner of runners) await runner.connect();
    return runners;
  };

  it('ends a slow statement on every connection, with a code, and goes on with the same connections', async () => {
    const before = await connections();
    expect(before).toHaveLength(POOL);
    for (let round = 0; round < 2; round++) {
      const slow = await Promise.all(Array.from({ length: POOL }, () => failure(source.query('SELECT SLEEP(5)'))));
      expect(slow.map(databaseRefusal)).toMatchObject(
        Array.from({ length: POOL }, () => ({ kind: 'UNAVAILABLE', code: 'STATEMENT_TIMEOUT' })),
      );
    }
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await connections()).toEqual(before);
  });

  it('refuses whoever gets no connection in time, and serves again at once when one is given back', async () => {
    const held = await exhaust();
    const started = Date.now();
    const refused = await Promise.all([
      failure(source.query('SELECT 1')),
      failure(new HotReads(source).query('SELECT 1', [])),
      failure(new HotReads(source).execute('SELECT 1', [])),
    ]);
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(refused.map(databaseRefusal)).toMatchObject(
      refused.map(() => ({ code: 'SERVICE_BUSY', details: { retryAfterSeconds: expect.any(Number) as number } })),
    );
    for (const runner of held) await runner.release();
    const served = await Promise.all(Array.from({ length: 3 * POOL }, () => source.query('SELECT 1 AS one')));
    expect(served).toHaveLength(3 * POOL);
    for (const runner of await exhaust()) await runner.release();
  });

  it('gives a connection to whoever waits a little', async () => {
    const held = await exhaust();
    const waiting = source.query('SELECT 1 AS one');
    await held[0]?.release();
    expect(await waiting).toHaveLength(1);
    await held[1]?.release();
  });

  it('leaves a process without limits alone', async () => {
    const unlimited = await new DataSource(dataSourceOptions(loadConfig(process.env))).initialize();
    expect(await unlimited.query('SELECT SLEEP(0.5) AS slept')).toMatchObject([{}]);
    await unlimited.destroy();
  });

  /** The pool's connections, by the server's number for each. */
  async function connections(): Promise<number[]> {
    const runners = await exhaust();
    const ids = await Promise.all(
      runners.map(async (runner) => {
        const [row] = (await runner.query('SELECT CONNECTION_ID() AS id')) as [{ id: number | string }];
        return Number(row.id);
      }),
    );
    for (const runner of runners) await runner.release();
    return ids.sort((left, right) => left - right);
  }
});
