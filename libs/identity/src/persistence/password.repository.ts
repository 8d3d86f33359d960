import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PasswordHistory } from './password-history.entity';

/** Passwords that were replaced. */
@Injectable()
export class PasswordRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Hashes of the last `most` passwords before the present one, newest first. */
  async lastReplaced(userId: EntityId, most: number): Promise<string[]> {
    const rows = await this.dataSource.manager.find(PasswordHistory, {
      where: { userId },
      order: { replacedAt: 'DESC', id: 'DESC' },
      take: most,
    });
    return rows.map(({ passwordHash }) => passwordHash);
  }

  async remember(tx: Transaction, userId: EntityId, passwordHash: string, replacedAt: Date): Promise<void> {
    await tx.insert(PasswordHistory, { userId, passwordHash, replacedAt });
  }

  /** Forgets all but the last `kept`. */
  async forgetOlder(tx: Transaction, userId: EntityId, kept: number): Promise<void> {
    const older = await tx.find(PasswordHistory, {
      where: { userId },
      order: { replacedAt: 'DESC', id: 'DESC' },
      skip: kept,
      take: 100,
      select: { id: true },
    });
    if (older.length > 0)
      await tx.delete(
        PasswordHistory,
        older.map(({ id }) => id),
      );
  }
}
