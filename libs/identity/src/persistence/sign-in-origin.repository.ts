import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';

@Injectable()
export class SignInOriginRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether the user of this name has signed in from there after `since`. */
  async isKnown(username: string, originHash: string, since: Date): Promise<boolean> {
    const rows = (await this.dataSource.query(
      `SELECT 1
         FROM sign_in_origin f
         JOIN \`user\` u ON u.id = f.user_id
        WHERE u.username = ? AND f.origin_hash = ? AND f.last_used_at > ?`,
      [username, originHash, since],
    )) as unknown[];
    return rows.length > 0;
  }

  async remember(tx: Transaction, userId: EntityId, originHashes: readonly string[], now: Date): Promise<void> {
    if (originHashes.length === 0) return;
    await tx.query(
      `INSERT INTO sign_in_origin (user_id, origin_hash, last_used_at)
       VALUES ${originHashes.map(() => '(?, ?, ?)').join(', ')}
       ON DUPLICATE KEY UPDATE last_used_at = VALUES(last_used_at)`,
      originHashes.flatMap((originHash) => [userId, originHash, now]),
    );
  }

  /** Deletes at most `most` that were last used before; the number of them. */
  async prune(before: Date, most: number): Promise<number> {
    const result = (await this.dataSource.query('DELETE FROM sign_in_origin WHERE last_used_at < ? LIMIT ?', [
      before,
      most,
    ])) as { affectedRows: number };
    return result.affectedRows;
  }
}
