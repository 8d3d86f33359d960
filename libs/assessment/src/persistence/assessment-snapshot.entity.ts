import { DateColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AssessmentScheme } from '../domain/model';
import { DigestColumn } from './digest-column';
import { AssessmentRun } from './assessment-run.entity';

/** The frozen facts of a run as a whole; nothing after it reads live tables. */
@Entity()
export class AssessmentSnapshot {
  @ForeignKey(() => AssessmentRun)
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  @DateColumn() asOf: string;
  /** When the database was read. */
  @InstantColumn() takenAt: Date;
  @Column({ type: 'int', unsigned: true }) organisations: number;
  /** Over every organisation's canonical facts, by subject and id. */
  @DigestColumn() factsDigest: string;
  /** As they were in that moment. */
  @Column({ type: 'json' }) schemes: AssessmentScheme[];
  /** Salts sealed cells of the bundle; drawn once. */
  @DigestColumn() salt: string;
  @ReferenceColumn({ nullable: true }) requestedBy: number | null;
}
