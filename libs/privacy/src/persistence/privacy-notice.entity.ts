import { CodeColumn, DateColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** A published version of what persons are told before they consent (个人信息保护法 第十七条); never changed afterwards. */
@Entity()
@Index(['code', 'version'], { unique: true })
export class PrivacyNotice {
  @IdColumn() id: number;
  /** For example 'placement'. */
  @CodeColumn(40) code: string;
  /** 1, 2, 3, … */
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ length: 120 }) title: string;
  @Column({ type: 'text' }) text: string;
  @DateColumn() effectiveFrom: string;
  @ReferenceColumn({ nullable: true }) publishedBy: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
