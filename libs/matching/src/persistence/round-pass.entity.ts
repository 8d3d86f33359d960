import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { PassStatus } from '../domain/round-status';
import { MatchingRound } from './round.entity';

/** One pass of a round: a durable row that any worker can take up, and what its result was computed from. */
@Entity()
@Index(['roundId', 'number'], { unique: true })
@Index(['status', 'changedAt'])
export class RoundPass {
  @IdColumn() id: number;
  @ForeignKey(() => MatchingRound) @ReferenceColumn() roundId: number;
  /** From 1. */
  @Column({ type: 'tinyint', unsigned: true }) number: number;
  @CodeColumn(16) status: PassStatus;
  /** Graduates in all and seen so far by the matching. */
  @Column({ type: 'int', unsigned: true, default: 0 }) total: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) done: number;
  @ReferenceColumn({ nullable: true }) requestedBy: number | null;
  /** The membership or machine client it is for; looked up again when it runs (assurance A7). */
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  /** Somebody asked for the computing to end. */
  @InstantColumn({ nullable: true }) stopRequestedAt: Date | null;
  @InstantColumn() requestedAt: Date;
  @InstantColumn({ nullable: true }) startedAt: Date | null;
  @InstantColumn() changedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) error: string | null;
  /** SHA-256 (hex) of rules, seed and canonical market. */
  @Column({ type: 'char', length: 64, nullable: true }) digest: string | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) weightsVersion: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) graduates: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) postings: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) seats: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) placed: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) proposals: number | null;
  /** From then on participants see the result. */
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  @RevisionColumn() version: number;
}
