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
import { ClassLevel } from '../domain/class-level';

/** A class runs on D when startsOn ≤ D and endsOn is empty or ≥ D (domain.md §2). */
@Entity()
@Index(['schoolId', 'code'], { unique: true })
export class SchoolClass {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @CodeColumn(40) code: string;
  @Column({ length: 120 }) name: string;
  @Index() @ForeignKey('SchoolMajor') @ReferenceColumn() schoolMajorId: number;
  @CodeColumn() level: ClassLevel;
  @DateColumn() startsOn: string;
  @DateColumn({ nullable: true }) endsOn: string | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
