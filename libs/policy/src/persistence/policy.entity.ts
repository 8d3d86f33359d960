import { CodeColumn, IdColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { PolicyDocument } from '../domain/policy-document';

/** One version of the thresholds, valid for programme years from–to. A version is never edited: a new one is added. */
@Entity()
@Index(['code', 'version'], { unique: true })
export class Policy {
  @IdColumn() id: number;
  @CodeColumn(40) code: string;
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ length: 120 }) title: string;
  @Column({ type: 'smallint', unsigned: true }) validFromYear: number;
  @Column({ type: 'smallint', unsigned: true, nullable: true }) validToYear: number | null;
  @Column({ type: 'json' }) document: PolicyDocument;
  @Column({ length: 255 }) source: string;
  @RecordedAtColumn() recordedAt: Date;
}
