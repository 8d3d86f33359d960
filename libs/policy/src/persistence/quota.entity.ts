import { ChangedAtColumn, CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** 指标分解: a yearly number given to a school for an indicator. */
@Entity()
@Index(['schoolId', 'year', 'indicatorCode'], { unique: true })
export class Quota {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  @CodeColumn() indicatorCode: string;
  @Column({ type: 'int', unsigned: true }) amount: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
