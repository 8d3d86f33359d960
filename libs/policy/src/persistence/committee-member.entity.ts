import { ChangedAtColumn, CodeColumn, DateColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { CommitteeAffiliation } from '../domain/committee-affiliation';

/** A member of a school's programme body from startsOn to the day before endsOn. */
@Entity()
@Index(['schoolId', 'name', 'startsOn'], { unique: true })
export class CommitteeMember {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @Column({ length: 60 }) name: string;
  @Column({ length: 120 }) employer: string;
  @CodeColumn() affiliation: CommitteeAffiliation;
  @DateColumn() startsOn: string;
  @DateColumn({ nullable: true }) endsOn: string | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
