import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { ApplicationStatus, ChoiceSide } from '../domain/application-status';
import { Application } from './application.entity';

/** One step of an application, for both sides to read: when, by which side, from where to where. */
@Entity()
export class ApplicationEvent {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => Application) @ReferenceColumn() applicationId: number;
  @Column({ type: 'varchar', length: 16, nullable: true }) fromStatus: ApplicationStatus | null;
  @CodeColumn(16) toStatus: ApplicationStatus;
  /** Null: the schedule. */
  @Column({ type: 'varchar', length: 16, nullable: true }) side: ChoiceSide | null;
  @InstantColumn() occurredAt: Date;
}
