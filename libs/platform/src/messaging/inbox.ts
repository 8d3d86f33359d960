import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Transaction } from '../database/unit-of-work';
import { InboxMessage } from './inbox-message.entity';

/** Makes an effect happen once, however often its message is delivered (assurance R2). */
@Injectable()
export class Inbox {
  constructor(private readonly clock: Clock) {}

  /** True the first time in a committed transaction; false when the message was already processed. */
  async claim(tx: Transaction, consumer: string, messageId: string): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .orIgnore()
      .into(InboxMessage)
      .values({ consumer, messageId, processedAt: this.clock.now() })
      .updateEntity(false)
      .execute();
    return (result.raw as { affectedRows: number }).affectedRows === 1;
  }
}
