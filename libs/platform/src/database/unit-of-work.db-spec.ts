import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { Outbox } from '../messaging/outbox';
import { Inbox } from '../messaging/inbox';
import { databaseErrorNumber } from './database-faults';
import { newRequestContext, runInContext } from '../observability/request-context';
import { Migrator } from './migrator';
import { UnitOfWork } from './unit-of-work';

describe('unit of work on a real database', () => {
  let services: TestServices;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    services = await startTestServices([]);
    unitOfWork = services.app.get(UnitOfWork);
    await services.owner.query('CREATE TABLE IF NOT EXISTS spec_account (id INT PRIMARY KEY, balance INT NOT NULL)');
    await services.app.get(Migrator).migrate();
  });
  beforeEach(async () => {
    await services.empty();
    await services.dataSource.query('INSERT INTO spec_account VALUES (1, 1000), (2, 1000)');
  });
  afterAll(async () => {
    await services.owner.query('DROP TABLE spec_account');
    await services.close();
  });

  const balances = async (): Promise<number[]> =>
    ((await services.dataSource.query('SELECT balance FROM spec_account ORDER BY id')) as { balance: number }[]).map(
      (row) => row.balance,
    );

  it('runs the closure again in a new transaction after a deadlock; no transfer is lost or doubled (R1)', async () => {
    const transfer = (from: number, to: number): Promise<void> =>
      unitOfWork.run(async (tx) => {
        await tx.query('UPDATE spec_account SET balance = balance - 1 WHERE id = ?', [from]);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await tx.query('UPDATE spec_account SET balance = balance + 1 WHERE id = ?', [to]);
      });
    let deadlocks = 0;
    const counted = async (from: number, to: number): Promise<void> => {
      try {
        await transfer(from, to);
      } catch (error) {
        if (databaseErrorNumber(error) !== 1213) throw error;
        deadlocks++;
      }
    };
    const before = await innodbDeadlocks();
    for (let round = 0; round < 5; round++) await Promise.all([counted(1, 2), counted(2, 1)]);
    expect(await innodbDeadlocks()).toBeGreaterThan(before);
    expect(deadlocks).toBe(0);
    expect(await balances()).toEqual([1000, 1000]);
  });

  async function innodbDeadlocks(): Promise<number> {
    const rows = (await services.dataSource.query("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")) as { Value: string }[];
    return Number(rows[0]?.Value ?? 0);
  }

  it('does not commit when the closure swallowed a statement error', async () => {
    const run = unitOfWork.run(async (tx) => {
      await tx.query('UPDATE spec_account SET balance = 0 WHERE id = 1');
      await tx.query('INSERT INTO spec_account VALUES (1, 5)').catch(() => undefined);
    });
    await expect(run).rejects.toThrow(/Duplicate/);
    expect(await balances()).toEqual([1000, 1000]);
  });

  it('keeps events only of transactions that committed', async () => {
    const outbox = services.app.get(Outbox);
    await unitOfWork.run((tx) => outbox.append(tx, 'spec.kept', { id: 1 }));
    const failed = unitOfWork.run(async (tx) => {
      await outbox.append(tx, 'spec.lost', { id: 2 });
      throw new Error('business says no');
    });
    await expect(failed).rejects.toThrow('business says no');
    expect(await services.dataSource.query('SELECT type FROM outbox_event')).toEqual([{ type: 'spec.kept' }]);
  });

  it('lets a message through once, and again when its effect was rolled back (R2)', async () => {
    const inbox = services.app.get(Inbox);
    const effect = (fail: boolean): Promise<boolean> =>
      unitOfWork.run(async (tx) => {
        const first = await inbox.claim(tx, 'spec', 'message-1');
        if (fail) throw new Error('killed');
        return first;
      });
    await expect(effect(true)).rejects.toThrow('killed');
    expect(await effect(false)).toBe(true);
    expect(await effect(false)).toBe(false);
    const both = await Promise.all([1, 2].map(() => unitOfWork.run((tx) => inbox.claim(tx, 'spec', 'message-2'))));
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  describe('no audit, no write (assurance D2)', () => {
    const WRITE = 'UPDATE spec_account SET balance = balance - 1 WHERE id = 1';
    const ENTRY = `INSERT INTO audit_entry (occurred_at, actor_role, action, object_type, result, correlation_id)
      VALUES (NOW(6), 'SYSTEM', 'spec.act', 'Account', 'DONE', '')`;
    const asRequest = <T>(work: () => Promise<T>): Promise<T> =>
      runInContext(newRequestContext(null, '10.0.0.1'), work);
    const run = (...statements: string[]): Promise<void> =>
      unitOfWork.run(async (tx) => {
        for (const statement of statements) await tx.query(statement);
      });

    it('takes back what a request writes without an audit entry', async () => {
      await expect(asRequest(() => run(WRITE))).rejects.toThrow("'spec_account' was written without an audit entry");
      expect(await balances()).toEqual([1000, 1000]);
    });

    it('and what is written for a user in no request', async () => {
      const officer = { ...SYSTEM_PRINCIPAL, userId: 1, role: Role.HR_BUREAU };
      await expect(runInContext(newRequestContext(officer), () => run(WRITE))).rejects.toThrow(
        /without an audit entry/,
      );
    });

    it('commits what leaves an entry, what touches no row, and what the system does for itself', async () => {
      await asRequest(() => run(WRITE, ENTRY));
      await asRequest(() => run('UPDATE spec_account SET balance = 0 WHERE id = 99', 'SELECT 1'));
      await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => run(WRITE));
      expect(await balances()).toEqual([998, 1000]);
    });

    it('lets a write that records no act say so', async () => {
      await asRequest(() => unitOfWork.run((tx) => tx.query(WRITE), { unaudited: 'counts a test' }));
      expect(await balances()).toEqual([999, 1000]);
    });
  });
});
