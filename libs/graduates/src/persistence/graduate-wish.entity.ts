import { CodeColumn, IdColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Graduate } from './graduate.entity';

/** What a graduate wishes for; rank 1 comes first. */
@Entity()
@Index(['graduateId', 'kind', 'rank'], { unique: true })
@Index(['kind', 'code'])
export class GraduateWish {
  @IdColumn() id: number;
  @ForeignKey(() => Graduate, { onDelete: 'CASCADE' }) @ReferenceColumn() graduateId: number;
  @CodeColumn(16) kind: 'OCCUPATION' | 'REGION';
  /** Occupation code, or the first digits of a region. */
  @CodeColumn(40) code: string;
  @Column({ type: 'tinyint', unsigned: true }) rank: number;
}
