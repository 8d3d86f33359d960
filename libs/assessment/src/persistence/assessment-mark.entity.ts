import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentRun } from './assessment-run.entity';

/** One of the two blind marks of an organisation's goal: whose it is to give, and what was given. */
@Entity()
@Index(['runId', 'subject', 'organisationId', 'goal', 'seat'], { unique: true })
// Nobody holds both seats, whatever the code does.
@Index(['runId', 'subject', 'organisationId', 'goal', 'markerId'], { unique: true })
@Index(['markerId', 'runId'])
export class AssessmentMark {
  @IdColumn() id: number;
  @ForeignKey(() => AssessmentRun) @ReferenceColumn() runId: number;
  @CodeColumn(16) subject: AssessmentSubject;
  @ReferenceColumn() organisationId: number;
  @CodeColumn(40) goal: string;
  /** 1 or 2. */
  @Column({ type: 'tinyint', unsigned: true }) seat: number;
  /** User id. */
  @ForeignKey('User') @ReferenceColumn() markerId: number;
  /** 0–100; null: not given yet. */
  @Column({ type: 'decimal', precision: 5, scale: 2, nullable: true }) points: string | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) comment: string | null;
  @InstantColumn({ nullable: true }) markedAt: Date | null;
  @RevisionColumn() revision: number;
}
