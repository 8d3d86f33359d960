import { CodeColumn, InstantColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { IndicatorSummary } from '../domain/result';

/** One point of a school's trend: the last result computed for a reference date, without evidence. */
@Entity()
export class ComplianceDaily {
  @ForeignKey('School', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  schoolId: number;

  /** Lies in the programme year it was computed for. */
  @PrimaryColumn({ type: 'date' }) asOf: string;
  @CodeColumn(32, { nullable: true }) tier: string | null;
  @CodeColumn(16) overall: string;
  @Column({ type: 'json' }) indicators: IndicatorSummary[];
  @InstantColumn() computedAt: Date;
  /** As of the result: of two points of a day the one that has seen more stays. */
  @Column({ type: 'int', unsigned: true, default: 0 }) factsVersion: number;
}
