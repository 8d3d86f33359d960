import { CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import type { AssessmentScheme, AssessmentSubject } from '../domain/model';
import { DigestColumn } from './digest-column';

/** One version of a year's scheme for a region. A version is never edited: a new one is added. */
@Entity('assessment_scheme')
@Index(['regionPrefix', 'year', 'subject', 'version'], { unique: true })
export class AssessmentSchemeVersion {
  @IdColumn() id: number;
  /** '' = shipped, for every region. */
  @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  @CodeColumn(16) subject: AssessmentSubject;
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ length: 120 }) title: string;
  @Column({ type: 'json' }) document: AssessmentScheme;
  /** Of the canonical document. */
  @DigestColumn() digest: string;
  /** User id; null = shipped, or a machine client. */
  @ReferenceColumn({ nullable: true }) recordedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
