import { CodeColumn, IdColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { CatalogueSystem } from '../domain/catalogue-system';

/** One entry of one edition of a classification. The same code may mean another thing in another edition. */
@Entity()
@Index(['system', 'edition', 'code'], { unique: true })
@Index(['system', 'code'])
@Index(['system', 'name'])
export class CatalogueEntry {
  @IdColumn() id: number;
  @CodeColumn() system: CatalogueSystem;
  /** 'GB/T 4754-2017', '2022 draft'; a new edition adds rows, none is overwritten. */
  @CodeColumn(40) edition: string;
  /** Text: leading zeros count. */
  @CodeColumn(40) code: string;
  @Column({ length: 200 }) name: string;
  @CodeColumn(40, { nullable: true }) parentCode: string | null;
  /** What the source calls the level: 小类, 县区, 职业. */
  @Column({ type: 'varchar', length: 40, nullable: true }) level: string | null;
  @Column({ type: 'json', nullable: true }) attributes: Record<string, unknown> | null;
  @Column({ length: 200 }) source: string;
  /** What to mind when using the entry: draft, local, valid from. */
  @Column({ type: 'varchar', length: 200, nullable: true }) note: string | null;
  @RecordedAtColumn() recordedAt: Date;
}
