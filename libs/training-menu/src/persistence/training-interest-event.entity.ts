import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { InterestStep } from '../domain/interest-lifecycle';
import { InterestStatus, MenuSide } from '../domain/interest-status';
import { TrainingInterest } from './training-interest.entity';

/** One step of an interest, for both sides to read: what, when, by which side, to where. Reminders stand here too. */
@Entity()
export class TrainingInterestEvent {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => TrainingInterest) @ReferenceColumn() trainingInterestId: number;
  @CodeColumn(16) step: InterestStep;
  @CodeColumn(16) toStatus: InterestStatus;
  /** Who took it; of a reminder, who was reminded. Null: the schedule. */
  @Column({ type: 'varchar', length: 16, nullable: true }) side: MenuSide | null;
  @InstantColumn() occurredAt: Date;
}
