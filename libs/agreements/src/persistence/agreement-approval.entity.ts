import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AgreementSide } from '../domain/agreement-side';

/** One side's signature under one revision. */
@Entity()
@Index(['agreementId', 'side', 'agreementRevision'], { unique: true })
export class AgreementApproval {
  @IdColumn() id: number;
  @ForeignKey('Agreement', { onDelete: 'CASCADE' }) @ReferenceColumn() agreementId: number;
  @CodeColumn(16) side: AgreementSide;
  @Column({ type: 'int', unsigned: true }) agreementRevision: number;
  @ReferenceColumn({ nullable: true }) approvedBy: number | null;
  @InstantColumn() approvedAt: Date;
}
