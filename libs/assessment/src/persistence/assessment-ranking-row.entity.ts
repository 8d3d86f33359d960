import { CodeColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AssessmentSubject, RankingRow } from '../domain/model';
import { AssessmentRun } from './assessment-run.entity';

/** The place of one organisation in a run's ranking, as last computed: noticed, then published. */
@Entity()
@Index(['runId', 'subject', 'place'])
export class AssessmentRankingRow {
  @ForeignKey(() => AssessmentRun)
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  @PrimaryColumn({ type: 'varchar', length: 16 }) subject: AssessmentSubject;
  @PrimaryColumn({ type: 'int', unsigned: true }) organisationId: number;
  @CodeColumn(32) code: string;
  @Column({ length: 120 }) name: string;
  @CodeColumn(12) regionCode: string;
  /** 0, 1, 2, … in the order of the ranking, the unranked last. */
  @Column({ type: 'int', unsigned: true }) place: number;
  /** Shared by true ties; null: takes no part in the ranking. */
  @Column({ type: 'int', unsigned: true, nullable: true }) sharedRank: number | null;
  /** Decimal text. */
  @CodeColumn(32) score: string;
  @CodeColumn(40, { nullable: true }) award: string | null;
  /** RankingRow: goals, components, vetoes. */
  @Column({ type: 'json' }) detail: RankingRow;
}
