import { CodeColumn, InstantColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentRun } from './assessment-run.entity';

/** What a moderator decided where two marks lay too far apart; the key lets it be decided once. */
@Entity()
export class AssessmentModeration {
  @ForeignKey(() => AssessmentRun)
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  @PrimaryColumn({ type: 'varchar', length: 16 }) subject: AssessmentSubject;
  @PrimaryColumn({ type: 'int', unsigned: true }) organisationId: number;
  @CodeColumn(40, { primary: true }) goal: string;
  @Column({ type: 'decimal', precision: 5, scale: 2 }) points: string;
  @Column({ length: 500 }) reason: string;
  /** User id. */
  @Column({ type: 'int', unsigned: true }) moderatorId: number;
  @InstantColumn() decidedAt: Date;
}
