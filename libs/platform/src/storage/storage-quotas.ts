import { DomainError } from '@sxbq/kernel';
import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/unit-of-work';

export const MEBIBYTE = 1024 * 1024;

/** How much may be kept of one kind. */
export interface StorageLimit {
  /** In Chinese: of what. */
  readonly title: string;
  readonly bytes: number;
  /** A Chinese sentence: what makes room. */
  readonly remedy: string;
  /** Bytes that count already, reservations included; asked under the lock. */
  used(tx: Transaction): Promise<number>;
}

/** Bounds on what an organisation keeps. What is used is always summed up from the rows: there is no count to go wrong. */
@Injectable()
export class StorageQuotas {
  /**
   * STORAGE_QUOTA_REACHED unless `bytes` more fit under every limit. Whoever takes of the account waits until this
   * transaction ends, so that its rows count for the next. To be called before anything else in the transaction.
   */
  async claim(tx: Transaction, account: string, bytes: number, limits: readonly StorageLimit[]): Promise<void> {
    await tx.query('INSERT INTO storage_account (account) VALUES (?) ON DUPLICATE KEY UPDATE account = account', [
      account,
    ]);
    await tx.query('SELECT account FROM storage_account WHERE account = ? FOR UPDATE', [account]);
    for (const limit of limits) {
      const used = await limit.used(tx);
      if (used + bytes > limit.bytes) throw quotaReached(limit, used, bytes);
    }
  }
}

function quotaReached({ title, bytes: limit, remedy }: StorageLimit, used: number, more: number): DomainError {
  const [usedMiB, limitMiB, neededMiB] = [used, limit, more].map((bytes) => Math.ceil((bytes / MEBIBYTE) * 10) / 10);
  return new DomainError(
    'TOO_LARGE',
    'STORAGE_QUOTA_REACHED',
    `${title}已占用 ${usedMiB} MiB，上限 ${limitMiB} MiB，放不下这次需要的 ${neededMiB} MiB。${remedy}`,
    { usedMiB, limitMiB, neededMiB },
  );
}
