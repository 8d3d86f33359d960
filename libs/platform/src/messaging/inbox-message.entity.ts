import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** A message whose effect is done: the row is written in the effect's transaction. */
@Entity()
export class InboxMessage {
  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' }) consumer: string;
  @PrimaryColumn({ type: 'varchar', length: 120, charset: 'ascii', collation: 'ascii_bin' }) messageId: string;
  @Index() @InstantColumn() processedAt: Date;
}
