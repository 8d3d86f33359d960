import { CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { PostingRuleSetDocument } from '../domain/posting-rule-set';

/** One version of the automatic rules of a region. A version is never edited: a new one is added. */
@Entity()
@Index(['regionPrefix', 'version'], { unique: true })
export class PostingRuleSet {
  @IdColumn() id: number;
  @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ type: 'json' }) document: PostingRuleSetDocument;
  @Column({ length: 255 }) source: string;
  @ReferenceColumn({ nullable: true }) publishedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
