import { EntityManager } from 'typeorm';

const waiting = new WeakMap<EntityManager, (() => void)[]>();

/**
 * Does `work` once the transaction is committed, and never when it is not: an attempt that is rolled back takes what
 * waited for it along. Best effort, as a process may end in between: what must not be lost belongs into the outbox.
 */
export function afterCommit(tx: EntityManager, work: () => void): void {
  waiting.set(tx, [...(waiting.get(tx) ?? []), work]);
}

/** For UnitOfWork alone. */
export function doWhatWaited(tx: EntityManager): void {
  for (const work of waiting.get(tx) ?? []) work();
  waiting.delete(tx);
}
