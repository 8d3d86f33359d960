import {
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentStatus } from '../domain/run/run-status';
import type { AssessmentTask } from '../domain/run/run-task';
import { AssessmentSchemeVersion } from './assessment-scheme.entity';

/** A year's assessment of a region: where it stands, what the worker is to do next, and how far that is. */
@Entity()
@Index(['regionPrefix', 'year', 'version'], { unique: true })
@Index(['status'])
@Index(['task', 'changedAt'])
export class AssessmentRun {
  @IdColumn() id: number;
  @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  /** 1, and one more for each time it was opened again. */
  @Column({ type: 'int', unsigned: true }) version: number;
  @CodeColumn(16) status: AssessmentStatus;
  /** null: schools, or enterprises, are not assessed. */
  @ForeignKey(() => AssessmentSchemeVersion) @ReferenceColumn({ nullable: true }) schoolSchemeId: number | null;
  @ForeignKey(() => AssessmentSchemeVersion) @ReferenceColumn({ nullable: true }) enterpriseSchemeId: number | null;
  /** Last day for self scores. */
  @DateColumn() selfScoreUntil: string;
  /** When the schedule locked them. */
  @InstantColumn({ nullable: true }) selfScoresLockedAt: Date | null;
  /** Reference date of the facts; null before they are frozen. */
  @DateColumn({ nullable: true }) asOf: string | null;
  /** First and last day of the public notice. */
  @DateColumn({ nullable: true }) noticeFrom: string | null;
  @DateColumn({ nullable: true }) noticeUntil: string | null;
  @InstantColumn({ nullable: true }) noticeEndedAt: Date | null;
  /** User ids of the two who publish. */
  @ReferenceColumn({ nullable: true }) proposedBy: number | null;
  @ReferenceColumn({ nullable: true }) confirmedBy: number | null;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  /** The version this one was opened instead of. */
  @Index({ unique: true }) @ReferenceColumn({ nullable: true }) supersedesId: number | null;
  /** What the worker is to do; null: nothing. */
  @CodeColumn(16, { nullable: true }) task: AssessmentTask | null;
  @Column({ type: 'int', unsigned: true, default: 0 }) taskDone: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) taskTotal: number;
  /** Code of what stopped the last task. */
  @CodeColumn(64, { nullable: true }) taskError: string | null;
  /** Who asked for the task: a membership or a machine client, looked up again when it runs (assurance A7). */
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
