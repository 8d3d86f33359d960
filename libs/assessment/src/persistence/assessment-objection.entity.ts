import { CodeColumn, DateColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import type { ObjectionStatus } from '../domain/run/objection-status';
import { AssessmentRun } from './assessment-run.entity';

/** 异议 of a participant against what the notice says of an organisation, its own or another. */
@Entity()
@Index(['runId', 'status'])
@Index(['filedBySubject', 'filedById'])
export class AssessmentObjection {
  @IdColumn() id: number;
  @ForeignKey(() => AssessmentRun) @ReferenceColumn() runId: number;
  /** Whom it is about. */
  @CodeColumn(16) subject: AssessmentSubject;
  @ReferenceColumn() organisationId: number;
  /** null: about the whole. */
  @CodeColumn(40, { nullable: true }) goal: string | null;
  /** The school or enterprise that objects. */
  @CodeColumn(16) filedBySubject: AssessmentSubject;
  @ReferenceColumn() filedById: number;
  @ReferenceColumn({ nullable: true }) filedByUserId: number | null;
  @DateColumn() filedOn: string;
  @Column({ type: 'text' }) statement: string;
  @CodeColumn(16) status: ObjectionStatus;
  @Column({ type: 'text', nullable: true }) answer: string | null;
  @ReferenceColumn({ nullable: true }) answeredBy: number | null;
  @InstantColumn({ nullable: true }) answeredAt: Date | null;
  @RevisionColumn() revision: number;
}
