import { Injectable } from '@nestjs/common';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';

@Injectable()
export class RevealUseRepository {
  /** Counts one more of the day, whose row stays locked until the transaction ends; how many there are with it. */
  async count(tx: Transaction, userId: EntityId, day: CalendarDate): Promise<number> {
    await tx.query(
      'INSERT INTO reveal_use (user_id, used_on, times) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE times = times + 1',
      [userId, day],
    );
    const [row] = (await tx.query('SELECT times FROM reveal_use WHERE user_id = ? AND used_on = ?', [userId, day])) as [
      { times: number },
    ];
    return row.times;
  }
}
