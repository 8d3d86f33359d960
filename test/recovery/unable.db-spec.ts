import { databaseRefusal, isOutage, Outbox, UnitOfWork } from '@sxbq/platform';
import { OwnDatabase, startOwnDatabase } from '../support/own-database';
import { startTestServices, TestServices } from '../support/test-database';

/** A real server that answers and cannot write: what it says is to wait, not a fault of ours. */
describe('a database that is up and unable', () => {
  let own: OwnDatabase;
  let services: TestServices;

  beforeAll(async () => {
    own = await startOwnDatabase();
    services = await startTestServices([], undefined, own.environment);
  }, 120_000);
  afterAll(async () => {
    await services.close();
    await own.close();
  });

  const write = (): Promise<void> =>
    services.app.get(UnitOfWork).run((tx) => services.app.get(Outbox).append(tx, 'spec.unable', {}));
  const refused = async (work: () => Promise<unknown>): Promise<unknown> => {
    const error: unknown = await work().catch((fault: unknown) => fault);
    expect(isOutage(error)).toBe(true);
    return databaseRefusal(error);
  };
  const BUSY = { kind: 'UNAVAILABLE', code: 'SERVICE_BUSY', details: { retryAfterSeconds: 2 } };

  it('read only: SERVICE_BUSY until it may be written again', async () => {
    await services.owner.query('SET GLOBAL read_only = 1');
    try {
      expect(await refused(write)).toMatchObject(BUSY);
    } finally {
      await services.owner.query('SET GLOBAL read_only = 0');
    }
    await write();
  });

  it('no room in a table: SERVICE_BUSY', async () => {
    await services.owner.query('SET SESSION max_heap_table_size = 16384');
    await services.owner.query('CREATE TABLE small (filling CHAR(200)) ENGINE=MEMORY');
    const fill = async (): Promise<void> => {
      for (;;) await services.owner.query("INSERT INTO small VALUES (REPEAT('x', 200))");
    };
    expect(await refused(fill)).toMatchObject(BUSY);
  });
});
