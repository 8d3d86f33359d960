import { ChangedAtColumn, IdColumn, RecordedAtColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** 毕业生供给: a class that graduates in a year. School, major and level are those of the class. */
@Entity()
@Index(['schoolClassId', 'graduationYear'], { unique: true })
@Index(['graduationYear', 'schoolId'])
export class GraduateCohort {
  @IdColumn() id: number;
  @Index() @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @ForeignKey('SchoolClass') @ReferenceColumn() schoolClassId: number;
  @Column({ type: 'smallint', unsigned: true }) graduationYear: number;
  @Column({ type: 'int', unsigned: true }) heads: number;
  @Column({ type: 'int', unsigned: true }) available: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) placedBefore: number;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
