import {
  ChangedAtColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { OrganisationKind } from '../domain/organisation-kind';

/** A bureau with its region, a school, an enterprise, or an administrators' office. */
@Entity()
export class Organisation {
  @IdColumn() id: number;
  /** Stable code for operators: 'bureau-3204', 'school-JX01', an enterprise's USCC. */
  @Index({ unique: true }) @CodeColumn(64) code: string;
  @CodeColumn(16) kind: OrganisationKind;
  @Column({ length: 120 }) name: string;
  /** Prefix of GB/T 2260 codes that lies under it: '3204', '32'; '' for an administrators' office. */
  @CodeColumn(12) regionPrefix: string;
  @Index({ unique: true }) @ForeignKey('School') @ReferenceColumn({ nullable: true }) schoolId: number | null;
  @Index({ unique: true }) @ForeignKey('Enterprise') @ReferenceColumn({ nullable: true }) enterpriseId: number | null;
  /** From this instant on nobody can act for it: neither its members nor its machine clients. */
  @InstantColumn({ nullable: true }) disabledAt: Date | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
