import { CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import type { ScoreWeights } from '../domain/scoring/score-weights';

/** One version of a region's score weights. A version is never edited: a new one is added. */
@Entity()
@Index(['regionPrefix', 'version'], { unique: true })
export class ScoreWeightsVersion {
  @IdColumn() id: number;
  @CodeColumn(12) regionPrefix: string;
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ type: 'json' }) weights: ScoreWeights['weights'];
  @Column({ length: 255 }) source: string;
  @ReferenceColumn({ nullable: true }) publishedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
