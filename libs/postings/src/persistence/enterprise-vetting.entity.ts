import { ChangedAtColumn, CodeColumn, DateColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { VettingStatus } from '../domain/vetting-status';

/** The city's decision about an enterprise; what was decided before is in the audit. */
@Entity()
export class EnterpriseVetting {
  @IdColumn() id: number;
  @Index({ unique: true }) @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @CodeColumn(16) status: VettingStatus;
  /** Last day on which PASSED counts. */
  @DateColumn({ nullable: true }) validUntil: string | null;
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @ReferenceColumn({ nullable: true }) decidedBy: number | null;
  @InstantColumn() decidedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
