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
import type { SkillGrade } from '@sxbq/training/vocabulary';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { InterestStatus, MenuSide } from '../domain/interest-status';
import { TrainingNeed } from './training-need.entity';
import { TrainingOffer } from './training-offer.entity';

/**
 * 意向: an enterprise wants an offer, or a school answers a need (with an offer of its menu or with terms of its own).
 * It keeps the terms of that moment: what is agreed on later is what was asked.
 */
@Entity()
// At most one that waits for an answer; those that were answered have null here.
@Index(['trainingOfferId', 'enterpriseId', 'open'], { unique: true })
@Index(['trainingNeedId', 'schoolId', 'open'], { unique: true })
@Index(['schoolId', 'status'])
@Index(['enterpriseId', 'status'])
@Index(['status', 'turnSince'])
export class TrainingInterest {
  @IdColumn() id: number;
  @ForeignKey(() => TrainingOffer) @ReferenceColumn({ nullable: true }) trainingOfferId: number | null;
  @ForeignKey(() => TrainingNeed) @ReferenceColumn({ nullable: true }) trainingNeedId: number | null;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @CodeColumn(16) origin: MenuSide;
  @CodeColumn(16) status: InterestStatus;
  /** 1 while it waits for an answer, else null. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) open: number | null;
  @Column({ type: 'int', unsigned: true }) heads: number;
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ type: 'tinyint', unsigned: true }) grade: SkillGrade;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  /** Whole yuan a head; null: to be agreed. */
  @Column({ type: 'int', unsigned: true, nullable: true }) price: number | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) remarks: string | null;
  /** Why it ended. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  /** Since when it is the turn of whose turn it is. */
  @InstantColumn({ nullable: true }) turnSince: Date | null;
  /** When that side was reminded. */
  @InstantColumn({ nullable: true }) remindedAt: Date | null;
  /** The training it became: the unique key lets no two interests claim one, and one interest has one. */
  @Index({ unique: true })
  @ForeignKey('TrainingSession')
  @ReferenceColumn({ nullable: true })
  trainingSessionId: number | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
