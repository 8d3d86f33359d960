import { CodeColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentSnapshot } from './assessment-snapshot.entity';

/** The frozen facts of one organisation. It may be renamed or gone in the meantime: no reference to the live row. */
@Entity()
@Index(['subject', 'organisationId'])
export class AssessmentFrozenFact {
  @ForeignKey(() => AssessmentSnapshot, 'runId')
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  @PrimaryColumn({ type: 'varchar', length: 16 }) subject: AssessmentSubject;
  @PrimaryColumn({ type: 'int', unsigned: true }) organisationId: number;
  @Column({ length: 32 }) code: string;
  @Column({ length: 120 }) name: string;
  @CodeColumn(12) regionCode: string;
  /** OrganisationFacts as canonical JSON, compressed: `SELECT UNCOMPRESS(facts)` reads it. */
  @Column({ type: 'mediumblob' }) facts: Buffer;
}
