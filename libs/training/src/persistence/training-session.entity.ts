import {
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { SkillGrade } from '../domain/skill-grade';

/** 企业高技能人才培训: a school trains an enterprise's staff to a grade. */
@Entity()
@Index(['schoolId', 'endsOn', 'grade', 'occupationCode'])
// A school's own list in order of id, without a sort.
@Index(['schoolId'])
export class TrainingSession {
  @IdColumn() id: number;
  @Index({ unique: true }) @CodeColumn(40) code: string;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @Index() @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @CodeColumn(20) occupationCode: string;
  @Column({ type: 'varchar', length: 120, nullable: true }) occupationName: string | null;
  @Column({ type: 'tinyint', unsigned: true }) grade: SkillGrade;
  @DateColumn() startsOn: string;
  @DateColumn() endsOn: string;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
