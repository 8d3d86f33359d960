import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MatchingRound } from './round.entity';

/** A graduate's wish; 1 comes first. Both keys hold whatever the code does: no posting and no rank twice. */
@Entity()
@Index(['roundId', 'graduateId', 'rank'], { unique: true })
@Index(['roundId', 'jobPostingId'])
export class RoundWish {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => MatchingRound) roundId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) graduateId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) jobPostingId: number;
  @Column({ type: 'smallint', unsigned: true }) rank: number;
}
