import {
  ChangedAtColumn,
  CodeColumn,
  IdColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentRun } from './assessment-run.entity';

/** 自评: what an organisation gives itself for a goal, and why. */
@Entity()
@Index(['runId', 'subject', 'organisationId', 'goal'], { unique: true })
export class AssessmentSelfScore {
  @IdColumn() id: number;
  @ForeignKey(() => AssessmentRun) @ReferenceColumn() runId: number;
  @CodeColumn(16) subject: AssessmentSubject;
  @ReferenceColumn() organisationId: number;
  @CodeColumn(40) goal: string;
  @Column({ type: 'decimal', precision: 5, scale: 2 }) points: string;
  @Column({ type: 'text' }) narrative: string;
  @ReferenceColumn({ nullable: true }) recordedBy: number | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
