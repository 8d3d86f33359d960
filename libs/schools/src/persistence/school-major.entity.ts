import { ChangedAtColumn, CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

@Entity()
@Index(['schoolId', 'code'], { unique: true })
export class SchoolMajor {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @CodeColumn(32) code: string;
  @Column({ length: 120 }) name: string;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
