import {
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AgreementSide } from '../domain/agreement-side';

/** 执行记录: something done under an agreement's plan. A verified record is never edited, only reversed. */
@Entity()
@Index(['agreementId', 'code'], { unique: true })
@Index(['agreementId', 'occurredOn', 'verified', 'reversedAt'])
export class ExecutionRecord {
  @IdColumn() id: number;
  @ForeignKey('Agreement', { onDelete: 'CASCADE' }) @ReferenceColumn() agreementId: number;
  @CodeColumn(40) code: string;
  @DateColumn() occurredOn: string;
  @Column({ length: 60 }) activityKind: string;
  @Column({ type: 'int', unsigned: true, nullable: true }) participants: number | null;
  @Column({ type: 'varchar', length: 1000, nullable: true }) description: string | null;
  /** The side that recorded it and so may not verify it; null for a ledger's row, which counts as the school's. */
  @CodeColumn(16, { nullable: true }) recordedSide: AgreementSide | null;
  @RevisionColumn() revision: number;
  @Column({ default: false }) verified: boolean;
  @InstantColumn({ nullable: true }) verifiedAt: Date | null;
  @ReferenceColumn({ nullable: true }) verifiedBy: number | null;
  @InstantColumn({ nullable: true }) reversedAt: Date | null;
  @Column({ type: 'varchar', length: 255, nullable: true }) reversalReason: string | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
