import { CodeColumn, IdColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { ShortageList } from './shortage-list.entity';

/** An occupation on a shortage list. Lists cite codes of mixed editions: the name says what is meant. */
@Entity()
@Index(['shortageListId', 'rank'], { unique: true })
export class ShortageOccupation {
  @IdColumn() id: number;
  @ForeignKey(() => ShortageList, { onDelete: 'CASCADE' }) @ReferenceColumn() shortageListId: number;
  /** 1 is the scarcest. */
  @Column({ type: 'smallint', unsigned: true }) rank: number;
  /** Null where the source gives none. */
  @CodeColumn(40, { nullable: true }) occupationCode: string | null;
  @Column({ length: 120 }) name: string;
}
