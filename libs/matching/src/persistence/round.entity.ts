import {
  ChangedAtColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { RoundStatus } from '../domain/round-status';

/** 双选会: a bureau's round of matching. */
@Entity()
@Index(['status', 'rankingUntil'])
export class MatchingRound {
  @IdColumn() id: number;
  @Column({ length: 120 }) title: string;
  /** Schools and places of work under it take part. */
  @Index() @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'smallint', unsigned: true }) graduationYear: number;
  /** Drawn when the round is made and shown from then on, so that nobody chooses it knowing the ranks. */
  @CodeColumn(64) seed: string;
  /** Rules of the computation that were promised (ROUND_RULES_VERSION). */
  @Column({ type: 'smallint', unsigned: true }) ruleVersion: number;
  /** Weights of scores that were promised; null: the sample that comes with the product. */
  @ReferenceColumn({ nullable: true }) weightsId: number | null;
  @CodeColumn(16) status: RoundStatus;
  @InstantColumn() wishesUntil: Date;
  @InstantColumn() rankingUntil: Date;
  @Column({ type: 'smallint', unsigned: true }) maxWishes: number;
  /** Passes at most, and of how many the results are out. */
  @Column({ type: 'tinyint', unsigned: true }) passes: number;
  @Column({ type: 'tinyint', unsigned: true, default: 0 }) publishedPasses: number;
  /** Days for an answer after a publication, and until when it is, while there is one. */
  @Column({ type: 'tinyint', unsigned: true }) answerDays: number;
  @InstantColumn({ nullable: true }) answerUntil: Date | null;
  /** Why it was cancelled. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @ReferenceColumn({ nullable: true }) openedBy: number | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
