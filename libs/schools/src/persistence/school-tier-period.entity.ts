import { CodeColumn, DateColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Entity, ForeignKey, Index } from 'typeorm';
import { SchoolTier } from '../domain/school-tier';

/** The tier a school holds from a date on, until a later row takes over. */
@Entity('school_tier')
@Index(['schoolId', 'effectiveFrom'], { unique: true })
export class SchoolTierPeriod {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @CodeColumn() tier: SchoolTier;
  @DateColumn() effectiveFrom: string;
  @RecordedAtColumn() recordedAt: Date;
}
