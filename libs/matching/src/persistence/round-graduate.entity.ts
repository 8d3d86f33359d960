import { CodeColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ParticipationStatus } from '../domain/round-status';
import { MatchingRound } from './round.entity';

/** A graduate in a round. */
@Entity()
export class RoundGraduate {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => MatchingRound) roundId: number;
  @Index() @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey('Graduate') graduateId: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  /** Postings that are not ranked follow by score. */
  @Column() completes: boolean;
  @CodeColumn(16) status: ParticipationStatus;
  /** Why they left or were taken out. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @InstantColumn() changedAt: Date;
}
