import type { Role } from '@sxbq/kernel';
import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { OverrideDecision } from '../domain/suggestions/override-decision';

/** What a person decided about a suggestion, and why; it outlives the run, and stays after another took its place. */
@Entity()
// One that holds for a pair; those before have null here.
@Index(['graduateId', 'jobPostingId', 'current'], { unique: true })
export class SuggestionOverride {
  @IdColumn() id: number;
  @ForeignKey('Graduate') @ReferenceColumn() graduateId: number;
  @Index() @ForeignKey('JobPosting') @ReferenceColumn() jobPostingId: number;
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) current: number | null;
  @CodeColumn(16) decision: OverrideDecision;
  @Column({ length: 255 }) reason: string;
  @CodeColumn(32) decidedRole: Role;
  @ReferenceColumn({ nullable: true }) decidedBy: number | null;
  @InstantColumn() decidedAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @ReferenceColumn({ nullable: true }) endedBy: number | null;
}
