import { CodeColumn, DateColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { IndicatorSummary } from '../domain/result';

/** The current result of a school in a programme year; replaced by every recompute. */
@Entity()
@Index(['year', 'overall', 'schoolId'])
export class ComplianceResult {
  @ForeignKey('School', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  schoolId: number;

  @PrimaryColumn({ type: 'smallint', unsigned: true }) year: number;
  /** Reference date D the result was computed for. */
  @DateColumn() asOf: string;
  /** Tier on D; null when no tier was effective yet. */
  @CodeColumn(32, { nullable: true }) tier: string | null;
  @CodeColumn(16) overall: string;
  @ReferenceColumn() policyId: number;
  @CodeColumn(40) policyCode: string;
  @Column({ type: 'int', unsigned: true }) policyVersion: number;
  @CodeColumn(20) ruleSetVersion: string;
  /** SHA-256 (hex) over the canonical JSON of the facts used. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' }) factsDigest: string;
  /** The six indicators in order, without their evidence. */
  @Column({ type: 'json' }) indicators: IndicatorSummary[];
  /** Evidence per indicator: JSON in the server's COMPRESS() format, so that UNCOMPRESS(evidence) reads it in SQL. */
  @Column({ type: 'mediumblob' }) evidence: Buffer;
  @InstantColumn() computedAt: Date;
  /** Version of the school's facts that the result was computed from (see ComplianceFacts). */
  @Column({ type: 'int', unsigned: true, default: 0 }) factsVersion: number;
}
