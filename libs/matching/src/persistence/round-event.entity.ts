import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { RoundStatus } from '../domain/round-status';
import { MatchingRound } from './round.entity';

/** A step of a round, for all who take part to read. */
@Entity()
export class RoundEvent {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => MatchingRound) @ReferenceColumn() roundId: number;
  @Column({ type: 'varchar', length: 16, nullable: true }) fromStatus: RoundStatus | null;
  @CodeColumn(16) toStatus: RoundStatus;
  /** User id; null: the schedule, or a machine client (the audit names it). */
  @ReferenceColumn({ nullable: true }) actedBy: number | null;
  @InstantColumn() occurredAt: Date;
}
