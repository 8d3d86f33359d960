import { CodeColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ParticipationStatus } from '../domain/round-status';
import { MatchingRound } from './round.entity';

/** A posting in a round. */
@Entity()
@Index(['roundId', 'enterpriseId'])
export class RoundPosting {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => MatchingRound) roundId: number;
  @Index() @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey('JobPosting') jobPostingId: number;
  @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  /** Places put into the round; those that are free elsewhere by then may be fewer. */
  @Column({ type: 'int', unsigned: true }) seats: number;
  /** Graduates that are not ranked follow by score. */
  @Column() completes: boolean;
  @CodeColumn(16) status: ParticipationStatus;
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @InstantColumn() changedAt: Date;
}
