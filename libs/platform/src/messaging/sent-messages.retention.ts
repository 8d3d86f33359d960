import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RetainedData, Retains } from '../personal-data/retained-data';

/** Events that were sent and marks of messages that were processed: longer ago than any job is kept for trying again. */
@Retains('sent-events')
@Injectable()
export class SentMessagesRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      `SELECT (SELECT COUNT(*) FROM outbox_event WHERE sent_at < ?)
            + (SELECT COUNT(*) FROM inbox_message WHERE processed_at < ?) AS number`,
      [before, before],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const events = await this.delete('DELETE FROM outbox_event WHERE sent_at < ? LIMIT ?', before, limit);
    if (events === limit) return events;
    return (
      events + (await this.delete('DELETE FROM inbox_message WHERE processed_at < ? LIMIT ?', before, limit - events))
    );
  }

  private async delete(statement: string, before: Date, limit: number): Promise<number> {
    const result = (await this.dataSource.query(statement, [before, limit])) as { affectedRows: number };
    return result.affectedRows;
  }
}
