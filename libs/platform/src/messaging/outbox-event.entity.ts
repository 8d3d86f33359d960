import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { CodeColumn, InstantColumn } from '../database/columns';

/** An event written in its business transaction and relayed to the queues afterwards. */
@Entity()
@Index(['sentAt', 'id'])
export class OutboxEvent {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @CodeColumn(64) type: string;
  @Column({ type: 'json' }) payload: unknown;
  @InstantColumn() occurredAt: Date;
  @InstantColumn({ nullable: true }) sentAt: Date | null;
}
