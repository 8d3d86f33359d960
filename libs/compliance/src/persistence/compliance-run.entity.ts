import { CodeColumn, DateColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** A city-wide recompute: a durable row that says how far it got, so that any worker can take it up again. */
@Entity()
@Index(['status', 'requestedAt'])
export class ComplianceRun {
  @IdColumn() id: number;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  @DateColumn() asOf: string;
  /** Schools under this region prefix; '' = all. */
  @CodeColumn(12) regionPrefix: string;
  @CodeColumn(16) status: string;
  /** Schools to compute, done and failed so far. */
  @Column({ type: 'int', unsigned: true, default: 0 }) total: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) done: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) failed: number;
  /** Highest school id of the last finished page; 0 before the first. */
  @Column({ type: 'int', unsigned: true, default: 0 }) lastSchoolId: number;
  /** User id; null = a machine client, or the system's schedule. */
  @ReferenceColumn({ nullable: true }) requestedBy: number | null;
  /** The membership or machine client it is for; both null = the system. Looked up again when it runs (A7). */
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  @RevisionColumn() version: number;
  @InstantColumn() requestedAt: Date;
  @InstantColumn({ nullable: true }) startedAt: Date | null;
  @InstantColumn({ nullable: true }) changedAt: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  /** Code of what stopped a FAILED run. */
  @CodeColumn(64, { nullable: true }) error: string | null;
}
