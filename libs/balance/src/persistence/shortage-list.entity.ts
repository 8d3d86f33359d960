import { CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** 紧缺职业目录 of a region, one edition of it; a new edition adds a list, none is changed. */
@Entity()
@Index(['regionPrefix', 'year', 'edition'], { unique: true })
export class ShortageList {
  @IdColumn() id: number;
  @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'smallint', unsigned: true }) year: number;
  @CodeColumn(40) edition: string;
  @Column({ length: 255 }) source: string;
  @ReferenceColumn({ nullable: true }) uploadedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
