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

/** 教师挂职: a teacher works at an enterprise from startsOn to endsOn, both included. */
@Entity()
@Index(['schoolId', 'endsOn', 'startsOn'])
// A school's own list in order of id, without a sort.
@Index(['schoolId'])
// Overlap check of one teacher.
@Index(['schoolId', 'teacherNumber', 'startsOn'])
export class Secondment {
  @IdColumn() id: number;
  @Index({ unique: true }) @CodeColumn(40) code: string;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @CodeColumn(40) teacherNumber: string;
  @Column({ length: 60 }) teacherName: string;
  @Index() @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @Column({ type: 'varchar', length: 120, nullable: true }) post: string | null;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  @Column({ type: 'varchar', length: 120, nullable: true }) evaluation: string | null;
  @RevisionColumn() revision: number;
  @Column({ default: false }) verified: boolean;
  @InstantColumn({ nullable: true }) verifiedAt: Date | null;
  @ReferenceColumn({ nullable: true }) verifiedBy: number | null;
  @InstantColumn({ nullable: true }) reversedAt: Date | null;
  @Column({ type: 'varchar', length: 255, nullable: true }) reversalReason: string | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
