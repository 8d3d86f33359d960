import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { Outbox } from '../messaging/outbox';
import { OUTBOX_NUDGE } from '../messaging/outbox-nudge';
import { Notifier } from '../redis/notifier';
import { doWhatWaited } from './after-commit';
import { AuditedWrites } from './audited-writes';
import { ClockCheck } from './clock-check';
import { databaseErrorNumber } from './database-faults';

/** The handle every write takes; valid inside one `UnitOfWork.run`. */
export type Transaction = EntityManager;

/** Deadlock, lock wait timeout, record changed since last read: the server gave up, trying again is right. */
const RETRYABLE = new Set([1213, 1205, 1020]);
const MAX_ATTEMPTS = 5;

export interface UnitOfWorkOptions {
  /** Why a write on somebody's behalf needs no audit entry: it records no act, only how far something has come. */
  readonly unaudited?: string;
}

/** Runs business transactions: all or nothing, retried whole on deadlock (assurance R1). */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly notifier: Notifier,
    private readonly clocks: ClockCheck,
  ) {}

  /**
   * Runs `work` in a new READ COMMITTED transaction and commits. On a deadlock, also one at COMMIT, the whole closure
   * runs again in a new transaction, at most 5 times with jitter; so it must not touch anything but `tx`. A statement
   * error that the closure swallowed fails the transaction all the same; so does a change made on somebody's behalf that
   * left no audit entry, unless it is `unaudited`. CLOCK_DIFFERS when what is written would bear a wrong date.
   */
  async run<T>(work: (tx: Transaction) => Promise<T>, options: UnitOfWorkOptions = {}): Promise<T> {
    await this.clocks.assertRight();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work, options);
      } catch (error) {
        const number = databaseErrorNumber(error);
        if (number === null || !RETRYABLE.has(number) || attempt >= MAX_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      }
    }
  }

  private async attempt<T>(work: (tx: Transaction) => Promise<T>, options: UnitOfWorkOptions): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const writes = new AuditedWrites();
    const firstError = watchStatements(runner, writes);
    try {
      await runner.startTransaction('READ COMMITTED');
      const result = await work(runner.manager);
      const swallowed = firstError();
      if (swallowed) throw swallowed;
      if (options.unaudited === undefined) writes.assertAudited();
      await runner.commitTransaction();
      doWhatWaited(runner.manager);
      if (this.outbox.hasEventsOf(runner.manager)) void this.notifier.publish(OUTBOX_NUDGE, {});
      return result;
    } catch (error) {
      // The statement's own error says why; a failing rollback only means the connection is gone.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw firstError() ?? error;
    } finally {
      await runner.release();
    }
  }
}

/** Remembers the first statement error of the runner, so that a closure that swallows it cannot commit. */
function watchStatements(runner: QueryRunner, writes: AuditedWrites): () => Error | null {
  let first: Error | null = null;
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  runner.query = (async (...args: unknown[]) => {
    try {
      const answer = await query(...args);
      writes.saw(String(args[0]), answer);
      return answer;
    } catch (error) {
      first ??= error as Error;
      throw error;
    }
  }) as QueryRunner['query'];
  return () => first;
}
