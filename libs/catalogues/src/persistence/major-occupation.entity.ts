import { CodeColumn, IdColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** An occupation that the official teaching standard of a major names. An edition adds rows, none is changed. */
@Entity()
@Index(['edition', 'majorCode', 'occupationEdition', 'occupationCode'], { unique: true })
@Index(['majorName'])
export class MajorOccupation {
  @IdColumn() id: number;
  /** Of the majors. */
  @CodeColumn(40) edition: string;
  /** 中等职业教育, 高等职业教育专科 … */
  @CodeColumn(40) majorLevel: string;
  /** The Ministry of Education's, not one of 技工院校. */
  @CodeColumn(40) majorCode: string;
  @Column({ length: 120 }) majorName: string;
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ length: 200 }) source: string;
  @RecordedAtColumn() recordedAt: Date;
}
