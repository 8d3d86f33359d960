import {
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import type { SkillGrade } from '@sxbq/training/vocabulary';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { MenuStatus } from '../domain/menu-status';

/** 培训菜单: a training that a school offers to enterprises. Its own number for it is the key. */
@Entity()
@Index(['schoolId', 'code'], { unique: true })
@Index(['occupationCode', 'status'])
@Index(['status', 'validUntil'])
export class TrainingOffer {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  /** The school's own number. */
  @CodeColumn(40) code: string;
  @Column({ length: 120 }) name: string;
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ type: 'tinyint', unsigned: true }) grade: SkillGrade;
  @Column({ type: 'int', unsigned: true }) seats: number;
  /** Seats of agreed interests; never above seats (a CHECK of the table), whoever agrees at the same moment. */
  @Column({ type: 'int', unsigned: true, default: 0 }) taken: number;
  /** Whole yuan a head; null: to be agreed. */
  @Column({ type: 'int', unsigned: true, nullable: true }) price: number | null;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  @Column({ type: 'varchar', length: 12, nullable: true }) regionCode: string | null;
  @Column({ type: 'text', nullable: true }) description: string | null;
  @DateColumn() validUntil: string;
  @CodeColumn(16) status: MenuStatus;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
