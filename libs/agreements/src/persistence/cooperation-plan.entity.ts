import { ChangedAtColumn, DateColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** 校企合作方案 of one agreement. */
@Entity()
export class CooperationPlan {
  @IdColumn() id: number;
  @Index({ unique: true }) @ForeignKey('Agreement', { onDelete: 'CASCADE' }) @ReferenceColumn() agreementId: number;
  @Column({ type: 'varchar', length: 200, nullable: true }) name: string | null;
  @DateColumn({ nullable: true }) approvedOn: string | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
