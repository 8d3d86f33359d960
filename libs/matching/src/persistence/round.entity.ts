import {
  ChangedAtColumn,
  CiphertextColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { RoundLotOrigin } from '../domain/round-lot';
import { RoundStatus } from '../domain/round-status';

/** 双选会: a bureau's round of matching. */
@Entity()
@Index(['status', 'rankingUntil'])
// One that is going on, a region and year; those that are over have null.
@Index(['graduationYear', 'active', 'regionPrefix'], { unique: true })
export class MatchingRound {
  @IdColumn() id: number;
  @Column({ length: 120 }) title: string;
  /** Schools and places of work under it take part. */
  @Index() @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'smallint', unsigned: true }) graduationYear: number;
  /** What decides between equals; null until it is known. */
  @CodeColumn(64, { nullable: true }) seed: string | null;
  /** How it comes about (round-lot). */
  @CodeColumn(16) lotOrigin: RoundLotOrigin;
  /** The public draw that was named when the round was made, and its day. */
  @Column({ type: 'varchar', length: 120, nullable: true }) drawSource: string | null;
  @DateColumn({ nullable: true }) drawOn: string | null;
  /** Drawn at the opening, shown to nobody before the seed is known; its SHA-256 is shown from the opening on. */
  @CiphertextColumn({ nullable: true }) lotSecret: string | null;
  @CodeColumn(64, { nullable: true }) lotCommitment: string | null;
  /** The numbers that were drawn; they hold once a second person has entered the same. */
  @CodeColumn(64, { nullable: true }) drawValue: string | null;
  @ReferenceColumn({ nullable: true }) drawEnteredBy: number | null;
  @ReferenceColumn({ nullable: true }) drawConfirmedBy: number | null;
  @InstantColumn({ nullable: true }) lotDrawnAt: Date | null;
  /** The round whose lot it is, where that was cancelled with its lot known. */
  @ReferenceColumn({ nullable: true }) lotOfRoundId: number | null;
  /** 1 while it is going on, else null. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) active: number | null;
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
