import { CodeColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MatchStatus } from '../domain/round-status';
import { RoundPass } from './round-pass.entity';

/** What a pass found for one graduate, with what explains it. Seen once the pass is published. */
@Entity()
@Index(['roundId', 'jobPostingId', 'status'])
@Index(['roundId', 'graduateId'])
export class RoundMatch {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => RoundPass) passId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey('Graduate') graduateId: number;
  /** The pass's round, and what takes part in it: no keys of their own, so that keeping a pass locks no posting. */
  @ReferenceColumn() roundId: number;
  /** Null: no place. */
  @ReferenceColumn({ nullable: true }) jobPostingId: number | null;
  /** The graduate's choices as they were weighed, see round-choices.codec. */
  @Column({ type: 'varbinary', length: 2048 }) choices: Buffer;
  @CodeColumn(16) status: MatchStatus;
  /** Why it ended. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @InstantColumn({ nullable: true }) answeredAt: Date | null;
  /** Null also once the application's keeping time is over. */
  @ForeignKey('Application', { onDelete: 'SET NULL' })
  @ReferenceColumn({ nullable: true })
  applicationId: number | null;
}
