import { InstantColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A school whose facts contradicted each other when they were last judged for a year: judged again when they change. */
@Entity()
export class ComplianceContradiction {
  @ForeignKey('School', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  schoolId: number;

  @PrimaryColumn({ type: 'smallint', unsigned: true }) year: number;
  /** Version of the facts that were judged. */
  @Column({ type: 'int', unsigned: true }) factsVersion: number;
  @InstantColumn() foundAt: Date;
}
