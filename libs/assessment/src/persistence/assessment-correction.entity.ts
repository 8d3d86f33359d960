import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentObjection } from './assessment-objection.entity';
import { AssessmentRun } from './assessment-run.entity';

/** What an upheld objection changes, beside the frozen fact or mark, which stays. Applied in order of id. */
@Entity()
export class AssessmentCorrection {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => AssessmentRun) @ReferenceColumn() runId: number;
  @Index({ unique: true }) @ForeignKey(() => AssessmentObjection) @ReferenceColumn() objectionId: number;
  @CodeColumn(16) subject: AssessmentSubject;
  @ReferenceColumn() organisationId: number;
  /** FACT or MARK. */
  @CodeColumn(8) targetKind: 'FACT' | 'MARK';
  /** The fact's code, or the goal's. */
  @CodeColumn(40) target: string;
  /** Decimal text; null: there was no value. */
  @CodeColumn(32, { nullable: true }) fromValue: string | null;
  @CodeColumn(32) toValue: string;
  @Column({ length: 500 }) reason: string;
  @InstantColumn() recordedAt: Date;
}
