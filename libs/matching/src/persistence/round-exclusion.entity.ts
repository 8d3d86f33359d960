import { InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MatchingRound } from './round.entity';

/** A pair that an officer struck: no pass of the round puts the two together (个人信息保护法 第二十四条: 人工复核). */
@Entity()
export class RoundExclusion {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => MatchingRound) roundId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey('Graduate') graduateId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey('JobPosting') jobPostingId: number;
  /** Both sides read it. */
  @Column({ length: 255 }) reason: string;
  @ReferenceColumn({ nullable: true }) decidedBy: number | null;
  @InstantColumn() decidedAt: Date;
}
