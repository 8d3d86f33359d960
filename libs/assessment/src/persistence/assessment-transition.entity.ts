import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentStatus } from '../domain/run/run-status';
import { AssessmentRun } from './assessment-run.entity';

/** One step of a run, for everybody to read: when, in which role, from where to where. */
@Entity()
export class AssessmentTransition {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => AssessmentRun) @ReferenceColumn() runId: number;
  /** '<step>' as the audit names it. */
  @CodeColumn(32) action: string;
  @Column({ type: 'varchar', length: 16, nullable: true }) fromStatus: AssessmentStatus | null;
  @CodeColumn(16) toStatus: AssessmentStatus;
  /** User id; null: the schedule, or a machine client. */
  @ReferenceColumn({ nullable: true }) actorId: number | null;
  @CodeColumn(32) actorRole: string;
  @InstantColumn() occurredAt: Date;
}
