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

/** 培训需求: people whom an enterprise wants trained. Its own number for it is the key. */
@Entity()
@Index(['enterpriseId', 'code'], { unique: true })
@Index(['occupationCode', 'status'])
@Index(['status', 'validUntil'])
export class TrainingNeed {
  @IdColumn() id: number;
  @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  /** The enterprise's own number. */
  @CodeColumn(40) code: string;
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) grade: SkillGrade | null;
  @Column({ type: 'int', unsigned: true }) heads: number;
  /** Heads of agreed answers; never above heads (a CHECK of the table), whoever agrees at the same moment. */
  @Column({ type: 'int', unsigned: true, default: 0 }) taken: number;
  @DateColumn({ nullable: true }) earliestOn: string | null;
  @DateColumn({ nullable: true }) latestOn: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) regionCode: string | null;
  /** Whole yuan a head. */
  @Column({ type: 'int', unsigned: true, nullable: true }) priceCeiling: number | null;
  @Column({ type: 'text', nullable: true }) remarks: string | null;
  @DateColumn() validUntil: string;
  @CodeColumn(16) status: MenuStatus;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
