import { InstantColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * How often a school's facts have been told changed. A snapshot that shows a version shows every change up to it, since
 * a change is counted after it has committed; so a result that has seen a lower version is behind, whatever became of the
 * job that should have replaced it.
 */
@Entity()
export class ComplianceFacts {
  @ForeignKey('School', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  schoolId: number;

  @Column({ type: 'int', unsigned: true }) version: number;
  @InstantColumn() changedAt: Date;
}
