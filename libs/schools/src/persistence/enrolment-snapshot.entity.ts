import { ChangedAtColumn, DateColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** Head count of a class on a date. */
@Entity()
@Index(['schoolClassId', 'countedOn'], { unique: true })
@Index(['schoolId', 'countedOn', 'schoolClassId', 'heads'])
export class EnrolmentSnapshot {
  @IdColumn() id: number;
  /** The class's school, repeated here so that one index covers a school's counting. */
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @ForeignKey('SchoolClass') @ReferenceColumn() schoolClassId: number;
  @DateColumn() countedOn: string;
  @Column({ type: 'int', unsigned: true }) heads: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
