import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AgreementEventKind } from '../domain/agreement-event-kind';
import { AgreementStatus } from '../domain/agreement-status';

/** A recorded step in an agreement's life: who, when, from, to, diff (domain.md §3). */
@Entity()
@Index(['agreementId', 'occurredAt'])
export class AgreementEvent {
  @IdColumn() id: number;
  @ForeignKey('Agreement', { onDelete: 'CASCADE' }) @ReferenceColumn() agreementId: number;
  @CodeColumn(32) kind: AgreementEventKind;
  @CodeColumn(16, { nullable: true }) fromStatus: AgreementStatus | null;
  @CodeColumn(16, { nullable: true }) toStatus: AgreementStatus | null;
  @ReferenceColumn({ nullable: true }) actorId: number | null;
  @InstantColumn() occurredAt: Date;
  @Column({ type: 'json', nullable: true }) diff: object | null;
}
