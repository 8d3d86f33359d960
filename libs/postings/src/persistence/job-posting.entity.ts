import {
  BlindIndexColumn,
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { PostingKind } from '../domain/posting-kind';
import { PostingStatus } from '../domain/posting-status';
import { WorkShift } from '../domain/work-shift';

/** 岗位需求: what an enterprise offers. Its own number for it is the key, so that its systems can write it again. */
@Entity()
@Index(['enterpriseId', 'code'], { unique: true })
@Index(['enterpriseId', 'fingerprint'])
// What is shown in a region, and what waits there for the officer; the rest is what demand is counted by.
@Index(['status', 'regionCode', 'occupationCode', 'gradeFloor', 'startsOn', 'heads', 'taken'])
@Index(['status', 'validUntil'])
@Index(['occupationCode', 'status'])
export class JobPosting {
  @IdColumn() id: number;
  @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  /** The enterprise's own number. */
  @CodeColumn(40) code: string;
  @CodeColumn(16) kind: PostingKind;
  @Column({ length: 120 }) title: string;
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) gradeFloor: SkillGrade | null;
  @Column({ type: 'int', unsigned: true }) heads: number;
  /** Places given away by accepted offers; never above heads (a CHECK of the table), whoever accepts at the same moment. */
  @Column({ type: 'int', unsigned: true, default: 0 }) taken: number;
  /** Yuan a month. */
  @Column({ type: 'int', unsigned: true, nullable: true }) salaryMin: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) salaryMax: number | null;
  @CodeColumn(12) regionCode: string;
  @Column({ type: 'varchar', length: 16, nullable: true }) shift: WorkShift | null;
  @DateColumn({ nullable: true }) startsOn: string | null;
  @DateColumn() validUntil: string;
  @Column({ type: 'text', nullable: true }) description: string | null;
  @CodeColumn(16) status: PostingStatus;
  /** SHA-256 of what makes it the same offer as another, base64url. */
  @BlindIndexColumn() fingerprint: string;
  @InstantColumn({ nullable: true }) submittedAt: Date | null;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @ReferenceColumn({ nullable: true }) decidedBy: number | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
