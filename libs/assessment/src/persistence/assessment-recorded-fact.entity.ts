import { CodeColumn, IdColumn, InstantColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { FactCode } from '../domain/facts/fact-code';
import type { AssessmentSubject } from '../domain/model';

/**
 * What no other register knows and somebody writes down for the year: findings, falsified data, facilities, and an
 * enterprise's rating of a school. One that was taken back stays with the instant.
 */
@Entity()
@Index(['year', 'subject', 'organisationId', 'fact'])
// One rating of an enterprise that counts; those taken back, and what an officer records, have null here.
@Index(['year', 'subject', 'organisationId', 'ratedBy', 'inForce'], { unique: true })
export class AssessmentRecordedFact {
  @IdColumn() id: number;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  @CodeColumn(16) subject: AssessmentSubject;
  /** School or enterprise by the subject. */
  @ReferenceColumn() organisationId: number;
  /** FINDINGS, FALSIFIED_DATA, FACILITIES: how many; ENTERPRISE_RATING: 1–5. */
  @CodeColumn(32) fact: FactCode;
  @Column({ type: 'smallint', unsigned: true }) value: number;
  /** The enterprise that rates; null: an officer recorded it. */
  @ForeignKey('Enterprise') @ReferenceColumn({ nullable: true }) ratedBy: number | null;
  /** 1 while it counts, else null. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) inForce: number | null;
  @Column({ length: 500 }) reason: string;
  @ReferenceColumn({ nullable: true }) recordedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
}
