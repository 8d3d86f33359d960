import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { MatchingRound } from './round.entity';

/** How an enterprise ranked a graduate for a posting; an equal rank is a tie. */
@Entity()
export class RoundRanking {
  @PrimaryColumn({ type: 'int', unsigned: true }) @ForeignKey(() => MatchingRound) roundId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) jobPostingId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) graduateId: number;
  @Column({ type: 'smallint', unsigned: true }) rank: number;
}
