import { CodeColumn, DateColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import { SuggestionRunStatus } from '../domain/suggestions/run-status';
import { ScoreWeightsVersion } from './score-weights-version.entity';

/** One computation of a city's suggestions; its rows are seen only while `current` is 1. */
@Entity()
// One set of suggestions a city; all others have null here.
@Index(['regionPrefix', 'current'], { unique: true })
@Index(['status', 'changedAt'])
export class SuggestionRun {
  @IdColumn() id: number;
  /** The city's. */
  @CodeColumn(12) regionPrefix: string;
  @CodeColumn(16) status: SuggestionRunStatus;
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) current: number | null;
  /** The day agreements and postings are looked at; null until it has begun. */
  @DateColumn({ nullable: true }) asOf: string | null;
  /** Null: the shipped sample. */
  @ForeignKey(() => ScoreWeightsVersion) @ReferenceColumn({ nullable: true }) scoreWeightsVersionId: number | null;
  /** What it scored by; the reasons of its rows are told with these. */
  @Column({ type: 'json', nullable: true }) weights: ScoreWeights | null;
  /** SHA-256 of all that was read. */
  @CodeColumn(64, { nullable: true }) inputDigest: string | null;
  @Column({ type: 'int', unsigned: true, default: 0 }) graduates: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) postings: number;
  /** Pairs without an obstacle, all scored. */
  @Column({ type: 'int', unsigned: true, default: 0 }) eligible: number;
  /** Pairs kept, to be written and written so far. */
  @Column({ type: 'int', unsigned: true, default: 0 }) total: number;
  @Column({ type: 'int', unsigned: true, default: 0 }) done: number;
  /** Who asked for it; all null: the schedule. Looked up again when it runs (A7). */
  @ReferenceColumn({ nullable: true }) requestedBy: number | null;
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  @RevisionColumn() version: number;
  @InstantColumn() requestedAt: Date;
  @InstantColumn({ nullable: true }) startedAt: Date | null;
  @InstantColumn() changedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  /** Code of what stopped a FAILED run. */
  @CodeColumn(64, { nullable: true }) error: string | null;
}
